using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Isa;

/// <summary>
/// A tensor operand: a start address in the core's local space, the partitions it covers, and up to four free dimensions, innermost
/// first, each with a step in elements and a size. All partitions follow the same free pattern.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = 24)]
public struct AccessPattern
{
    /// <summary>Free dimensions that a pattern can have.</summary>
    public const int MaximumDimensions = 4;

    /// <summary>Value of <see cref="OffsetRegister"/> that means no register.</summary>
    public const byte NoRegister = 0xFF;

    /// <summary>Core-local byte address of the first element in the first partition.</summary>
    public uint Address;

    public DataType Type;

    /// <summary>Free dimensions in use, 1 to 4; 0 in an operand that an instruction does not use.</summary>
    public byte Dimensions;

    /// <summary>Partitions covered, 1 to 128.</summary>
    public byte Partitions;

    /// <summary>Sequencer register whose value is added to <see cref="Address"/> at issue, or <see cref="NoRegister"/>.</summary>
    public byte OffsetRegister;

    public FourSteps Steps;

    public FourSizes Sizes;

    /// <summary>Elements in each partition: the product of the sizes.</summary>
    public readonly int ElementsPerPartition
    {
        get
        {
            var count = 1;
            for (var d = 0; d < Dimensions; d++)
                count *= Sizes[d];
            return count;
        }
    }

    /// <summary>Distance in elements from the first element to the element of a linear index, innermost dimension fastest.</summary>
    public readonly int OffsetOf(int element)
    {
        // What the inner dimensions leave counts steps of the outermost one, so a row needs no division.
        var (offset, outermost) = (0, Dimensions - 1);
        for (var d = 0; d < outermost; d++)
        {
            int size = Sizes[d];
            offset += element % size * Steps[d];
            element /= size;
        }

        return outermost < 0 ? 0 : offset + (element * Steps[outermost]);
    }

    /// <summary>Smallest and largest <see cref="OffsetOf"/> of the pattern, in elements.</summary>
    public readonly (int Lowest, int Highest) Extent
    {
        get
        {
            var (low, high) = (0, 0);
            for (var d = 0; d < Dimensions; d++)
            {
                var reach = (Sizes[d] - 1) * Steps[d];
                if (reach < 0)
                    low += reach;
                else
                    high += reach;
            }

            return (low, high);
        }
    }
}

/// <summary>Steps of the free dimensions, in elements.</summary>
[InlineArray(AccessPattern.MaximumDimensions)]
public struct FourSteps
{
    private short _first;
}

/// <summary>Sizes of the free dimensions, in elements.</summary>
[InlineArray(AccessPattern.MaximumDimensions)]
public struct FourSizes
{
    private ushort _first;
}
