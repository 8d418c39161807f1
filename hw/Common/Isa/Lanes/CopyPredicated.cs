using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>Copies those elements whose predicate is not zero; the others keep what they hold.</summary>
public sealed class CopyPredicated : LaneInstruction
{
    public override string Mnemonic => "CopyPredicated";

    public override ushort Opcode => 0x4C;

    public override EngineSet Engines => EngineSet.Vector;

    public override string Summary => "dst = in where predicate (bool or an unsigned integer) is not zero; dst keeps its other elements";

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Pattern("predicate", 2)];

    public override int Sources => 2;

    public override void Beat(LaneDatapath lanes, int beat)
    {
        var size = lanes.Word.Patterns[2].Type.Size();
        var predicate = lanes.ReadBytes(2, beat);
        UInt128 mask = 0;
        for (var i = 0; i < lanes.Partitions; i++)
        {
            if (IntegerAlu.Load(predicate[(i * size)..], size) != 0)
                mask |= UInt128.One << i;
        }

        lanes.WriteBytes(beat, lanes.ReadBytes(1, beat), mask);
    }

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Validate(engine, word, spec) is { } wrong)
            return wrong;
        if (word.Patterns[2].Type is not (DataType.UInt8 or DataType.UInt16 or DataType.UInt32 or DataType.Boolean))
            return $"predicate is {word.Patterns[2].Type.AssemblyName()}; bool, uint8, uint16 or uint32 would be right";
        return OperandRules.SameType(word.Patterns[1], "in", word.Patterns[0], "dst");
    }
}
