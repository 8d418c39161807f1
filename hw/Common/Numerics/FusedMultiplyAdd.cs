namespace Hardware.Common.Numerics;

/// <summary>
/// FP32 a x b + c with one rounding to nearest even, in integers only (IEEE 754-2019, 5.4.1). The truth that the array kernels and the
/// host's own instruction are held to; gradual underflow, no exception flags.
/// </summary>
public static class FusedMultiplyAdd
{
    /// <summary>The larger term is placed with its leading one here, which leaves 71 zero bits below any 48-bit product.</summary>
    private const int LeadingBit = 119;

    /// <returns>FP32 bits; every NaN is the canonical one.</returns>
    public static uint Compute(uint a, uint b, uint c)
    {
        const uint Infinity = 0x7F800000;
        var (magnitudeA, magnitudeB, magnitudeC) = (a & 0x7FFFFFFF, b & 0x7FFFFFFF, c & 0x7FFFFFFF);
        if (magnitudeA > Infinity || magnitudeB > Infinity || magnitudeC > Infinity)
            return Nan.CanonicalBits;
        var productSign = (a ^ b) & 0x80000000;
        var addendSign = c & 0x80000000;
        if (magnitudeA == Infinity || magnitudeB == Infinity)
        {
            var invalid = magnitudeA == 0 || magnitudeB == 0 || (magnitudeC == Infinity && productSign != addendSign);
            return invalid ? Nan.CanonicalBits : productSign | Infinity;
        }

        if (magnitudeC == Infinity)
            return c;
        if (magnitudeA == 0 || magnitudeB == 0)
            return magnitudeC == 0 ? productSign & addendSign : c;

        var (significandA, exponentA) = Unpack(magnitudeA);
        var (significandB, exponentB) = Unpack(magnitudeB);
        UInt128 product = (ulong)significandA * significandB;
        var productExponent = exponentA + exponentB;
        if (magnitudeC == 0)
            return productSign | Round(product, productExponent);

        var (significandC, addendExponent) = Unpack(magnitudeC);
        UInt128 addend = significandC;
        var unit = Math.Max(BitLength(product) + productExponent, BitLength(addend) + addendExponent) - LeadingBit - 1;
        product = Align(product, productExponent - unit);
        addend = Align(addend, addendExponent - unit);
        if (productSign == addendSign)
            return productSign | Round(product + addend, unit);
        if (product == addend)
            return 0; // exact cancellation is +0 when rounding to nearest
        return product > addend ? productSign | Round(product - addend, unit) : addendSign | Round(addend - product, unit);
    }

    /// <summary>value = significand x 2^exponent.</summary>
    private static (uint Significand, int Exponent) Unpack(uint magnitude)
    {
        var field = (int)(magnitude >> 23);
        return field == 0 ? (magnitude, -149) : ((magnitude & 0x7FFFFF) | 0x800000, field - 150);
    }

    private static int BitLength(UInt128 value) => 128 - (int)UInt128.LeadingZeroCount(value);

    /// <summary>Shifts left, or right keeping a non-zero remainder as the lowest bit, which decides ties and nothing else.</summary>
    private static UInt128 Align(UInt128 value, int shift)
    {
        if (shift >= 0)
            return value << shift;
        if (shift <= -128)
            return UInt128.One;
        var lost = value & ((UInt128.One << -shift) - 1);
        return (value >> -shift) | (lost == 0 ? UInt128.Zero : UInt128.One);
    }

    /// <summary>value x 2^exponent to the nearest FP32 magnitude.</summary>
    private static uint Round(UInt128 value, int exponent)
    {
        var leading = Math.Max(BitLength(value) - 1 + exponent, -126);
        var shift = leading - 23 - exponent;
        UInt128 kept;
        if (shift <= 0)
        {
            kept = value << -shift;
        }
        else if (shift > 127)
        {
            kept = 0;
        }
        else
        {
            kept = value >> shift;
            var discarded = value - (kept << shift);
            var half = UInt128.One << (shift - 1);
            if (discarded > half || (discarded == half && (kept & 1) != 0))
                kept++;
        }

        // The leading one of a normal number, and a carry out of rounding, add to the exponent field; what lies beyond it is infinity.
        return (uint)Math.Min(((ulong)(leading + 126) << 23) + (ulong)kept, 0x7F800000);
    }
}
