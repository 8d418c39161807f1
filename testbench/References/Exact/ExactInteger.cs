using System.Numerics;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>An integer type by its definition: two's complement or unsigned; conversions to it round, then saturate, and take NaN as 0.</summary>
/// <param name="bits">8, 16 or 32.</param>
/// <param name="signed">Two's complement.</param>
public sealed class ExactInteger(int bits, bool signed)
{
    private static readonly BigInteger One = ExactValue.Units(1, 0);

    /// <summary>The value of a code.</summary>
    public ExactValue Decode(uint code)
    {
        var negative = signed && code >> (bits - 1) != 0;
        return new ExactValue(negative, One * (negative ? (1L << bits) - code : code));
    }

    /// <summary>The code that a value is rounded to.</summary>
    public uint Encode(in ExactValue value, Rounding rounding, uint random)
    {
        if (value.Kind == ExactKind.NaN)
            return 0;
        BigInteger limit = value.Negative ? (signed ? 1L << (bits - 1) : 0) : (1L << (signed ? bits - 1 : bits)) - 1;
        var magnitude = limit;
        if (value.Kind == ExactKind.Number)
        {
            var low = BigInteger.Divide(value.Magnitude, One);
            var up = ExactRounding.GoesUp(value.Magnitude, low * One, (low + 1) * One, low.IsEven, rounding, random);
            magnitude = BigInteger.Min(limit, up ? low + 1 : low);
        }

        return (uint)((value.Negative ? -(long)magnitude : (long)magnitude) & ((1L << bits) - 1));
    }
}
