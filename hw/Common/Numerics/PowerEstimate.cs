using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Numerics;

/// <summary>
/// x to the power of y in FP64 as 2^(y log2 x), for positive finite x and finite y that are FP32 numbers. Two series and no table, so the scalar form, which
/// is there to read and for machines without vectors, and the vector form differ in nothing but their types.
/// </summary>
internal static class PowerEstimate
{
    /// <summary>
    /// Largest relative error. log2 x is within 2^-50 of itself: the series is cut below 2^-55, and four roundings precede the last. Within the
    /// range of FP32 |y log2 x| is below 151; with the rounding of the product the exponent is within 2^-42.6, and the power within 2^-43.1
    /// of itself. The second series adds 2^-51.
    /// </summary>
    public const double ErrorBound = 1.0 / (1L << 41);

    /// <summary>Beyond this exponent, either way, FP32 has only infinity and zero.</summary>
    private const double ExponentLimit = 160;

    /// <summary>Added to a number, leaves its nearest integer in the low mantissa bits.</summary>
    private const double Shifter = 6755399441055744; // 1.5 x 2^52

    private const long HalfRoot = 0x3FE6A09E667F3BCD; // sqrt(1/2): the significand of x lies between it and its double

    /// <summary>2 / ((2k + 1) ln 2), the series of log2((1 + z) / (1 - z)) / z in z squared, last one first.</summary>
    private static ReadOnlySpan<double> Logarithm =>
    [
        0.15186263588304877, 0.16972882833987804, 0.19235933878519512, 0.22195308321368667, 0.2623081892525388, 0.3205988979753252,
        0.4121985831111324, 0.5770780163555853, 0.9617966939259756, 2.8853900817779268,
    ];

    /// <summary>(ln 2)^k / k!, the series of 2^f, last one first.</summary>
    private static ReadOnlySpan<double> Exponential =>
    [
        2.5678435993488206e-11, 4.4455382718708116e-10, 7.054911620801123e-09, 1.01780860092397e-07, 1.321548679014431e-06,
        1.5252733804059841e-05, 0.0001540353039338161, 0.0013333558146428443, 0.009618129107628477, 0.05550410866482158,
        0.24022650695910072, 0.6931471805599453, 1,
    ];

    public static double Compute(double x, double y)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - HalfRoot) >> 52;
        var significand = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
        var z = (significand - 1) / (significand + 1);
        var logarithm = Math.FusedMultiplyAdd(z, Series(Logarithm, z * z), exponent);

        var power = Math.Clamp(y * logarithm, -ExponentLimit, ExponentLimit);
        var shifted = power + Shifter;
        var fraction = Series(Exponential, power - (shifted - Shifter));
        return BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(fraction) + (BitConverter.DoubleToInt64Bits(shifted) << 52));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Compute(Vector256<double> x, Vector256<double> y)
    {
        var bits = x.AsInt64();
        var exponent = (bits - Vector256.Create(HalfRoot)) >> 52;
        var significand = (bits - (exponent << 52)).AsDouble();
        var one = Vector256.Create(1.0);
        var z = (significand - one) / (significand + one);
        var logarithm = Vector256.FusedMultiplyAdd(z, Series(Logarithm, z * z), Vector256.ConvertToDouble(exponent));

        var power = Vector256.Clamp(y * logarithm, Vector256.Create(-ExponentLimit), Vector256.Create(ExponentLimit));
        var shifter = Vector256.Create(Shifter);
        var shifted = power + shifter;
        var fraction = Series(Exponential, power - (shifted - shifter));
        return (fraction.AsInt64() + (shifted.AsInt64() << 52)).AsDouble();
    }

    private static double Series(ReadOnlySpan<double> coefficients, double x)
    {
        var sum = coefficients[0];
        foreach (var coefficient in coefficients[1..])
            sum = Math.FusedMultiplyAdd(sum, x, coefficient);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Series(ReadOnlySpan<double> coefficients, Vector256<double> x)
    {
        var sum = Vector256.Create(coefficients[0]);
        foreach (var coefficient in coefficients[1..])
            sum = Vector256.FusedMultiplyAdd(sum, x, Vector256.Create(coefficient));
        return sum;
    }
}
