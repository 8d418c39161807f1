using System.Numerics;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>
/// significand x 2^exponent, exactly: the reals on which IEEE 754 operations are defined before they round. Big integers throughout and
/// nothing of the model's own arithmetic, so that the two can be held against each other.
/// </summary>
/// <param name="Significand">Any integer.</param>
/// <param name="Exponent">Power of two.</param>
public readonly record struct ExactReal(BigInteger Significand, int Exponent)
{
    /// <summary>Bits of a quotient or root beyond which only the sticky bit is kept; more than twice any format here.</summary>
    private const int RootBits = 128;

    public static ExactReal Zero { get; } = new(BigInteger.Zero, 0);

    public bool IsZero => Significand.IsZero;

    public bool IsNegative => Significand.Sign < 0;

    /// <summary>Significant bits: from the leading one to the last.</summary>
    public int Bits => IsZero ? 0 : (int)(BigInteger.Abs(Significand).GetBitLength() - BigInteger.TrailingZeroCount(Significand));

    /// <summary>The value of a finite code of an IEEE-style layout.</summary>
    public static ExactReal Of(FloatFormat format, uint code)
    {
        var field = (int)((code & ~format.SignBit) >> format.MantissaBits);
        BigInteger significand = code & ((1u << format.MantissaBits) - 1);
        if (field != 0)
            significand += BigInteger.One << format.MantissaBits;
        var value = new ExactReal(significand, Math.Max(field, 1) - format.Bias - format.MantissaBits);
        return (code & format.SignBit) == 0 ? value : -value;
    }

    public static ExactReal operator -(ExactReal value) => value with { Significand = -value.Significand };

    public static ExactReal operator *(ExactReal a, ExactReal b) => new(a.Significand * b.Significand, a.Exponent + b.Exponent);

    public static ExactReal operator +(ExactReal a, ExactReal b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        return new((a.Significand << (a.Exponent - exponent)) + (b.Significand << (b.Exponent - exponent)), exponent);
    }

    /// <summary>a / b, cut far below any rounding position with the rest kept as the lowest bit: rounds as the quotient does.</summary>
    public static ExactReal operator /(ExactReal a, ExactReal b)
    {
        var shift = RootBits + (int)BigInteger.Abs(b.Significand).GetBitLength();
        var quotient = BigInteger.DivRem(BigInteger.Abs(a.Significand) << shift, BigInteger.Abs(b.Significand), out var rest);
        var value = new ExactReal((quotient << 1) + (rest.IsZero ? 0 : 1), a.Exponent - b.Exponent - shift - 1);
        return a.IsNegative == b.IsNegative ? value : -value;
    }

    /// <summary>The square root of a value that is not negative, cut as a quotient is.</summary>
    public ExactReal SquareRoot()
    {
        // An even exponent, and twice as many bits as the root is to have.
        var shift = (2 * RootBits) + (Exponent & 1);
        var radicand = Significand << shift;
        var (low, high) = (BigInteger.Zero, BigInteger.One << ((int)(radicand.GetBitLength() / 2) + 1));
        while (high - low > 1)
        {
            var middle = (low + high) >> 1;
            if (middle * middle <= radicand)
                low = middle;
            else
                high = middle;
        }

        return new((low << 1) + (low * low == radicand ? 0 : 1), ((Exponent - shift) / 2) - 1);
    }

    /// <summary>The nearest code of a layout, ties to even, gradual underflow; beyond the largest finite value infinity.</summary>
    /// <param name="format">Layout with infinity.</param>
    /// <param name="negativeZero">Sign of a result of exactly zero; a value that rounds to zero keeps its own.</param>
    public uint Round(FloatFormat format, bool negativeZero = false)
    {
        if (IsZero)
            return negativeZero ? format.SignBit : 0;
        var sign = IsNegative ? format.SignBit : 0;
        var magnitude = BigInteger.Abs(Significand);
        var unit = UnitOf(format);
        var units = RoundShift(magnitude, unit - Exponent);

        // Consecutive codes are consecutive multiples of the unit; the first of a binade is 2^MantissaBits units.
        var binade = unit + format.MantissaBits - format.SmallestNormalExponent;
        var code = units + ((BigInteger)binade << format.MantissaBits);
        return sign | (code >= format.Infinity ? format.Infinity : (uint)code);
    }

    /// <summary>Lies in the middle between two codes of a layout.</summary>
    public bool IsTie(FloatFormat format)
    {
        // An odd number of half units.
        var half = UnitOf(format) - 1 - Exponent;
        return half >= 0 && BigInteger.TrailingZeroCount(Significand) == half;
    }

    /// <summary>Power of two of the last place that a layout keeps of this value.</summary>
    private int UnitOf(FloatFormat format) =>
        Math.Max((int)BigInteger.Abs(Significand).GetBitLength() - 1 + Exponent, format.SmallestNormalExponent) - format.MantissaBits;

    /// <summary>value / 2^shift to the nearest integer, ties to even.</summary>
    private static BigInteger RoundShift(BigInteger value, int shift)
    {
        if (shift <= 0)
            return value << -shift;
        var kept = value >> shift;
        var twice = (value - (kept << shift)) << 1;
        var one = BigInteger.One << shift;
        return twice > one || (twice == one && !kept.IsEven) ? kept + 1 : kept;
    }
}
