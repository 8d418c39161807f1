using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>dst = offset + partition x multiplier + sum of index x step, in wrapping 32-bit integers, then cast.</summary>
internal sealed class IotaModel : LaneModel
{
    public override InstructionDefinition Definition => IndexDefinitions.Iota;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination();
        step.IndexPattern(1);
        (step.Word.Integers[0], step.Word.Integers[1]) = (step.Choices.Number, step.Choices.Multiplier);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        var dst = word.Patterns[0];
        foreach (var (p, e) in Places(dst))
        {
            var value = IndexValue(word, word.Patterns[1], p, e);
            if (dst.Type is DataType.Int32 or DataType.UInt32)
                memory.Store(dst, p, e, (uint)value);
            else
                memory.Move(dst, p, e, value);
        }
    }

    /// <summary>The affine value: the index of each dimension, innermost first, times its step.</summary>
    public static int IndexValue(in InstructionWord word, AccessPattern pattern, int partition, int element)
    {
        long value = word.Integers[0] + ((long)partition * word.Integers[1]);
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            value += (long)(element % pattern.Sizes[d]) * pattern.Steps[d];
            element /= pattern.Sizes[d];
        }

        return (int)value;
    }
}

/// <summary>dst = in where the affine value compares true with zero, fill elsewhere.</summary>
internal sealed class AffineSelectModel : LaneModel
{
    public override InstructionDefinition Definition => IndexDefinitions.AffineSelect;

    public override void Make(LaneStepBuilder step)
    {
        step.Destination();
        step.Source(1);
        step.IndexPattern(2);
        step.Scalar(0);
        step.Word.Codes[0] = (byte)(step.Choices.First % 4);
        (step.Word.Integers[0], step.Word.Integers[1]) = (step.Choices.Number, step.Choices.Multiplier);
    }

    public override void Execute(LaneReference memory, in InstructionWord word, Engine engine)
    {
        foreach (var (p, e) in Places(word.Patterns[0]))
        {
            var value = IotaModel.IndexValue(word, word.Patterns[2], p, e);
            var holds = word.Codes[0] switch { 0 => value > 0, 1 => value >= 0, 2 => value == 0, _ => value != 0 };
            memory.Move(word.Patterns[0], p, e, holds ? memory.Value(word.Patterns[1], p, e) : memory.Scalar(word, 0, p));
        }
    }
}
