using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>Short spellings of operands and instructions.</summary>
internal static class LaneWords
{
    public const uint PsumBase = 0x2000000;
    public const uint SbufStride = 0x40000;
    public const uint PsumStride = 0x4000;

    /// <summary>A contiguous tensor of one free dimension in SBUF.</summary>
    public static AccessPattern Sbuf(DataType type, int offset, int elements, int partitions = 128, int start = 0) =>
        Tensor(type, (uint)((start * SbufStride) + offset), partitions, (1, elements));

    /// <summary>A contiguous tensor of one free dimension in PSUM.</summary>
    public static AccessPattern Psum(DataType type, int offset, int elements, int partitions = 128, int start = 0) =>
        Tensor(type, (uint)(PsumBase + (start * PsumStride) + offset), partitions, (1, elements));

    /// <summary>Any tensor, with its (step, size) pairs, innermost first.</summary>
    public static AccessPattern Tensor(DataType type, uint address, int partitions, params (int Step, int Size)[] dimensions)
    {
        var pattern = new AccessPattern
        {
            Address = address,
            Type = type,
            Dimensions = (byte)dimensions.Length,
            Partitions = (byte)partitions,
            OffsetRegister = AccessPattern.NoRegister,
        };
        for (var d = 0; d < dimensions.Length; d++)
        {
            pattern.Steps[d] = (short)dimensions[d].Step;
            pattern.Sizes[d] = (ushort)dimensions[d].Size;
        }

        return pattern;
    }

    public static InstructionWord Word<T>(AccessPattern destination, params AccessPattern[] sources)
        where T : InstructionDefinition, new()
    {
        var word = new InstructionWord { Opcode = new T().Opcode };
        word.Patterns[0] = destination;
        for (var s = 0; s < sources.Length; s++)
            word.Patterns[s + 1] = sources[s];
        return word;
    }

    public static InstructionWord Codes(this InstructionWord word, params int[] codes)
    {
        for (var c = 0; c < codes.Length; c++)
            word.Codes[c] = (byte)codes[c];
        return word;
    }

    public static InstructionWord Rounding(this InstructionWord word, ResultRounding rounding)
    {
        word.Codes[RoundingOperand.Index] = (byte)rounding;
        return word;
    }

    public static InstructionWord Scalars(this InstructionWord word, params ScalarOperand[] scalars)
    {
        for (var s = 0; s < scalars.Length; s++)
            word.Scalars[s] = scalars[s];
        return word;
    }

    public static InstructionWord Integers(this InstructionWord word, int first, int second)
    {
        (word.Integers[0], word.Integers[1]) = (first, second);
        return word;
    }

    public static InstructionWord Updating(this InstructionWord word, int semaphore, UpdateTiming timing)
    {
        word.Update = new SemaphoreUpdate { Operation = UpdateOperation.Increment, Index = (byte)semaphore, Timing = timing };
        return word;
    }

    public static ScalarOperand Constant(float value) => ScalarOperand.Constant(value);

    /// <summary>One element a partition.</summary>
    public static ScalarOperand Vector(in AccessPattern pattern) => new() { Kind = ScalarKind.PerPartition, Type = pattern.Type, Value = pattern.Address };

    /// <summary>A value that looks random, exact in BF16 and wider: a multiple of 1/8 within +-4.</summary>
    public static float Sample(int seed, int partition, int element) =>
        ((int)(unchecked((uint)((seed * 40503) + (partition * 131) + (element * 7919)) * 2654435761u) >> 26) - 32) / 8f;
}
