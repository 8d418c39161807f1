using Hardware.Common.Isa;

namespace Hardware.Common.Engines.GpSimd.Instructions;

/// <summary>The affine index value of iota and affine_select: offset + partition x multiplier + sum of index x step, in wrapping 32 bits.</summary>
internal static class AffineValue
{
    /// <summary>The pattern's part: <paramref name="pattern"/> gives steps and sizes, its address and type do not count.</summary>
    public static int Of(in InstructionWord word, in AccessPattern pattern, int element) =>
        unchecked(word.Integers[0] + pattern.OffsetOf(element));

    /// <summary>The rule that the pattern has as many elements as the operand it indexes.</summary>
    public static OperandFault? Check(in AccessPattern pattern, in AccessPattern destination)
    {
        if (pattern.Dimensions is < 1 or > AccessPattern.MaximumDimensions)
            return OperandFault.Illegal($"pattern has {pattern.Dimensions} dimensions; 1 to {AccessPattern.MaximumDimensions} would be right");
        return pattern.ElementsPerPartition == destination.ElementsPerPartition
            ? null
            : OperandFault.Shapes($"pattern has {pattern.ElementsPerPartition} elements and dst {destination.ElementsPerPartition}; equal counts would be right");
    }
}
