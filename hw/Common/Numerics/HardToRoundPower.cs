using System.Numerics;
using Hardware.Common.Numerics.Tables;

namespace Hardware.Common.Numerics;

/// <summary>
/// x to the power of y on FP32, correctly rounded however near the power is to the middle between two numbers; for positive finite x but 1, and finite y
/// but 0, whose power is within 2^-160 and 2^160. Big integers, so it allocates and takes some ten microseconds: for one result in 2^16,
/// and those that are middles.
/// </summary>
/// <remarks>
/// A power that is a middle, or an FP32 number, has at most 25 significant bits, and is found exactly. Any other is computed in 256-bit fixed point, within
/// about 2^-100 of itself: of the 2^64 pairs of operands none is to be expected nearer to a middle than 2^-88. That is an estimate, no proof.
/// </remarks>
internal static class HardToRoundPower
{
    /// <summary>What an FP32 number and the middle above it have at most.</summary>
    private const int SignificantBits = 25;

    public static float Compute(float x, float y) => Short(x, y) is { } power
        ? (float)power
        : ExactNumber.ToSingle(ExactNumber.Exponential(ExactNumber.Multiply(ExactNumber.FromSingle(y), ExactNumber.Logarithm(ExactNumber.FromSingle(x)))));

    /// <summary>The power, exactly, if it has few significant bits; else null.</summary>
    private static double? Short(float x, float y)
    {
        var (root, exponent) = OddTimesPowerOfTwo(x);
        var scale = exponent * (double)y; // exact: 32 bits
        var (odd, shift) = OddTimesPowerOfTwo(MathF.Abs(y));

        // y = odd x 2^shift. A negative shift takes square roots, which x and so both of its factors must have.
        for (; shift < 0; shift++)
        {
            if (!IsSquare(root, out root) || int.IsOddInteger(exponent))
                return null;
            exponent /= 2;
        }

        // A root above 1 needs a small positive y; the power of two alone may have any y that leaves it in range.
        var significand = 1L;
        if (root > 1)
        {
            if (y < 0 || y > SignificantBits)
                return null;
            for (var i = 0; i < odd << shift; i++)
            {
                significand *= root;
                if (significand >> SignificantBits != 0)
                    return null;
            }
        }

        return Math.ScaleB(significand, (int)scale);
    }

    /// <summary>A positive number as odd x 2^exponent.</summary>
    private static (int Odd, int Exponent) OddTimesPowerOfTwo(float value)
    {
        var bits = BitConverter.SingleToInt32Bits(value);
        var field = bits >> 23;
        var significand = (bits & 0x7FFFFF) | (field == 0 ? 0 : 0x800000);
        var zeros = BitOperations.TrailingZeroCount(significand);
        return (significand >> zeros, Math.Max(field, 1) - 150 + zeros);
    }

    private static bool IsSquare(int value, out int root)
    {
        root = (int)Math.Sqrt(value);
        return root * root == value;
    }
}
