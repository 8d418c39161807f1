using Hardware.Common.Numerics;
using static Hardware.Testbench.References.Exact.SingleBits;

namespace Hardware.Testbench.References.Exact;

/// <summary>
/// IEEE 754 operations on FP32 operands with one rounding to a layout, written from the standard (clauses 5.4, 6 and 7) in exact
/// arithmetic: the second implementation that the model's kernels are held to. Every NaN result is the layout's positive quiet NaN.
/// </summary>
public static class ExactArithmetic
{
    public static uint Add(uint a, uint b, FloatFormat? result = null) => MultiplyAdd(a, One, b, result);

    public static uint Subtract(uint a, uint b, FloatFormat? result = null) => IsNan(b) ? Quiet(result) : Add(a, b ^ Sign, result);

    /// <summary>A zero of the product's sign added to it changes nothing.</summary>
    public static uint Multiply(uint a, uint b, FloatFormat? result = null) => MultiplyAdd(a, b, (a ^ b) & Sign, result);

    /// <summary>a x b + c, rounded once.</summary>
    public static uint MultiplyAdd(uint a, uint b, uint c, FloatFormat? result = null)
    {
        var format = result ?? FloatFormat.Float32;
        if (IsNan(a) || IsNan(b) || IsNan(c))
            return Quiet(format);
        var sign = (a ^ b) & Sign;
        if (IsInfinite(a) || IsInfinite(b))
        {
            var invalid = IsZero(a) || IsZero(b) || (IsInfinite(c) && (c & Sign) != sign);
            return invalid ? Quiet(format) : InfinityOf(format, sign);
        }

        if (IsInfinite(c))
            return InfinityOf(format, c & Sign);
        var sum = (Value(a) * Value(b)) + Value(c);

        // A sum of zero is -0 only if both terms are (6.3).
        var bothNegative = sign != 0 && (c & Sign) != 0;
        return sum.Round(format, bothNegative);
    }

    public static uint Divide(uint a, uint b, FloatFormat? result = null)
    {
        var format = result ?? FloatFormat.Float32;
        var sign = (a ^ b) & Sign;
        if (IsNan(a) || IsNan(b) || (IsInfinite(a) && IsInfinite(b)) || (IsZero(a) && IsZero(b)))
            return Quiet(format);
        if (IsInfinite(a) || IsZero(b))
            return InfinityOf(format, sign);
        if (IsInfinite(b) || IsZero(a))
            return sign == 0 ? 0 : format.SignBit;
        return (Value(a) / Value(b)).Round(format);
    }

    public static uint SquareRoot(uint a, FloatFormat? result = null)
    {
        var format = result ?? FloatFormat.Float32;
        if (IsZero(a))
            return a == 0 ? 0 : format.SignBit;
        if (IsNan(a) || (a & Sign) != 0)
            return Quiet(format);
        return IsInfinite(a) ? format.Infinity : Value(a).SquareRoot().Round(format);
    }

    /// <summary>1 / square root (9.2.1); a zero gives the infinity of its sign. The root is cut at 128 bits, and no result is that near to a middle.</summary>
    public static uint ReciprocalSquareRoot(uint a)
    {
        if (IsZero(a))
            return Infinity | a;
        if (IsNan(a) || (a & Sign) != 0)
            return Quiet(null);
        return IsInfinite(a) ? 0 : (Value(One) / Value(a).SquareRoot()).Round(FloatFormat.Float32);
    }

    /// <summary>-1, 0 or 1 as a is below, equal to or above b; null if either is NaN.</summary>
    public static int? Compare(uint a, uint b)
    {
        if (IsNan(a) || IsNan(b))
            return null;
        return Ordinal(a).CompareTo(Ordinal(b));
    }

    public static bool IsNan(uint a) => (a & ~Sign) > Infinity;

    public static bool IsInfinite(uint a) => (a & ~Sign) == Infinity;

    public static bool IsZero(uint a) => (a & ~Sign) == 0;

    /// <summary>The value of a finite FP32 operand.</summary>
    public static ExactReal Value(uint a) => ExactReal.Of(FloatFormat.Float32, a);

    /// <summary>Orders as the values do; both zeros are 0.</summary>
    private static long Ordinal(uint a) => (a & Sign) == 0 ? a : -(long)(a & ~Sign);

    private static uint Quiet(FloatFormat? format) => (format ?? FloatFormat.Float32).QuietNaN;

    private static uint InfinityOf(FloatFormat format, uint sign) => format.Infinity | (sign == 0 ? 0 : format.SignBit);
}
