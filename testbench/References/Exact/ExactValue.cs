using System.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>What an element stands for: a NaN, an infinity, or a number held exactly, each with its sign.</summary>
/// <param name="Negative">The sign, also of zero and NaN.</param>
/// <param name="Magnitude">The number's magnitude in units of 2^<see cref="UnitExponent"/>; 0 for NaN and infinity.</param>
/// <param name="Kind">Which of the three.</param>
public readonly record struct ExactValue(bool Negative, BigInteger Magnitude, ExactKind Kind = ExactKind.Number)
{
    /// <summary>Fine enough for the middle between two FP32 subnormals and for 32 bits below the last place of each.</summary>
    public const int UnitExponent = -184;

    public static ExactValue NaN(bool negative) => new(negative, 0, ExactKind.NaN);

    public static ExactValue Infinity(bool negative) => new(negative, 0, ExactKind.Infinity);

    /// <summary>significand x 2^exponent.</summary>
    public static BigInteger Units(BigInteger significand, int exponent) => significand << (exponent - UnitExponent);
}

/// <summary>Class of an <see cref="ExactValue"/>.</summary>
public enum ExactKind
{
    Number,
    Infinity,
    NaN,
}
