using System.Buffers.Binary;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Seeds the random numbers of VectorE; they start again from the first draw, and go on from there until the next seed.</summary>
public sealed class SetRngSeed : LaneInstruction
{
    public override string Mnemonic => "SetRngSeed";

    public override ushort Opcode => 0x60;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "seeds VectorE's random numbers with the 32 bits of in, one element of one partition; the next draw is the first";

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("in", 1)];

    public override bool HasDestination => false;

    public override void Beat(LaneDatapath lanes, int beat) =>
        lanes.Random.Reseed(BinaryPrimitives.ReadUInt32LittleEndian(lanes.ReadBytes(1, beat)));

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Validate(engine, word, spec) is { } wrong)
            return wrong;
        ref readonly var seed = ref word.Patterns[1];
        if (seed.Partitions != 1 || seed.ElementsPerPartition != 1)
            return $"in has {seed.Partitions} partitions of {seed.ElementsPerPartition} elements; one element of one partition would be right";
        return seed.Type.Size() == 4
            ? null
            : $"in is {seed.Type.AssemblyName()}; a type of 32 bits would be right";
    }

    protected override string? CheckShapes(in InstructionWord word) => null;
}
