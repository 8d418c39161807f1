using Hardware.Common.Engines.Lanes;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Writes the reduce registers to one element of each partition.</summary>
public sealed class ActReadAccumulator : LaneInstruction
{
    public override string Mnemonic => "ActReadAccumulator";

    public override ushort Opcode => 0x51;

    public override EngineSet Engines => EngineSet.Scalar;

    public override string Summary => "dst, one element a partition, = the reduce registers of its partitions";

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("dst", 0), RoundingOperand.Slot];

    public override int Sources => 0;

    public override void Beat(LaneDatapath lanes, int beat)
    {
        var result = lanes.Result;
        lanes.ReduceRegisters.Slice(lanes.FirstPartition, result.Length).CopyTo(result);
        lanes.WriteConverted(beat, result);
    }

    protected override string? CheckShapes(in InstructionWord word) => word.Patterns[0].ElementsPerPartition == 1
        ? null
        : $"dst has {word.Patterns[0].ElementsPerPartition} elements a partition; 1 would be right";
}
