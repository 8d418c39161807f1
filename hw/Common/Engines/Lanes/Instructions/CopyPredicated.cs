using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Copies those elements whose predicate is not zero; the others keep what they hold.</summary>
public sealed class CopyPredicated : LaneInstruction
{
    public override InstructionDefinition Definition => MoveDefinitions.CopyPredicated;

    public override int Sources => 2;

    protected override void Beat(LaneDatapath lanes, int beat)
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

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (base.Check(engine, word, spec) is { } wrong)
            return wrong;
        if (word.Patterns[2].Type is not (DataType.UInt8 or DataType.UInt16 or DataType.UInt32 or DataType.Boolean))
            return OperandFault.Type($"predicate is {word.Patterns[2].Type.AssemblyName()}; bool, uint8, uint16 or uint32 would be right");
        return OperandRules.SameType(word.Patterns[1], "in", word.Patterns[0], "dst");
    }
}
