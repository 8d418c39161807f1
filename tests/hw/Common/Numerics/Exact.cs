using System.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>Exact rational arithmetic of the tests, apart from the project's own.</summary>
internal static class Exact
{
    /// <summary>The FP32 magnitude nearest to value x 2^exponent, ties to even.</summary>
    public static uint RoundToSingle(BigInteger value, int exponent)
    {
        if (value.IsZero)
            return 0;
        var leading = (int)value.GetBitLength() - 1 + exponent;
        if (leading > 127)
            return 0x7F800000;
        var unit = Math.Max(leading, -126) - 23;
        BigInteger kept;
        if (unit <= exponent)
        {
            kept = value << (exponent - unit);
        }
        else
        {
            var shift = unit - exponent;
            kept = value >> shift;
            var twice = (value - (kept << shift)) << 1;
            var one = BigInteger.One << shift;
            if (twice > one || (twice == one && !kept.IsEven))
                kept++;
        }

        var bits = ((long)(Math.Max(leading, -126) + 126) << 23) + (long)kept;
        return bits >= 0x7F800000 ? 0x7F800000 : (uint)bits;
    }
}
