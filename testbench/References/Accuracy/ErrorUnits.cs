using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Accuracy;

/// <summary>
/// Measures errors in units in the last place (ULP) of a format: the distance of neighbours in the binade of the exact value, and of subnormals
/// below the smallest normal. Infinity counts as the number that would follow the largest.
/// </summary>
public readonly struct ErrorUnits
{
    private readonly int _mantissaBits;
    private readonly int _lowest;
    private readonly int _highest;

    /// <summary>Units of a floating-point type.</summary>
    public ErrorUnits(DataType type)
    {
        var format = type.Format();
        _mantissaBits = format.MantissaBits;
        _lowest = format.SmallestNormalExponent;
        _highest = Exponent(BitConverter.UInt32BitsToSingle(format.Decode(format.LargestFinite)));
    }

    /// <summary>The error of a result; positive infinity for NaN.</summary>
    public double Of(float result, double exact)
    {
        if (float.IsNaN(result))
            return double.PositiveInfinity;
        var beyond = Power(_highest + 1);
        var value = float.IsInfinity(result) ? Math.CopySign(beyond, result) : result;
        exact = Math.Clamp(exact, -beyond, beyond);
        var exponent = Math.Clamp(Exponent(exact), _lowest, _highest);
        return Math.Abs(value - exact) * Power(_mantissaBits - exponent);
    }

    private static int Exponent(double value) => (int)((BitConverter.DoubleToUInt64Bits(value) >> 52) & 0x7FF) - 1023;

    private static double Power(int exponent) => BitConverter.UInt64BitsToDouble((ulong)(exponent + 1023) << 52);
}
