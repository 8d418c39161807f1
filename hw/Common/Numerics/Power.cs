namespace Hardware.Common.Numerics;

/// <summary>
/// a to the power of b on FP32, correctly rounded, with the special cases of IEEE 754-2019 <c>pow</c> (9.2.1), which are those of C and
/// NumPy. The truth that <see cref="PowerSimd"/> is held to.
/// </summary>
/// <remarks>
/// An estimate in FP64 decides all but about one result in 2^16; where the bounds of its error round apart, <see cref="HardToRoundPower"/> decides.
/// </remarks>
public static class Power
{
    public static float Compute(float a, float b)
    {
        if (b == 0 || a == 1)
            return 1; // even where the other is NaN
        if (float.IsNaN(a) || float.IsNaN(b))
            return Nan.Canonical;
        var sign = float.IsOddInteger(b) ? a : 1;
        var magnitude = MathF.Abs(a);
        if (magnitude == 1 && float.IsInfinity(b))
            return 1;
        if (magnitude == 0 || float.IsInfinity(magnitude) || float.IsInfinity(b))
            return MathF.CopySign(magnitude > 1 == b > 0 ? float.PositiveInfinity : 0, sign);
        return a < 0 && !float.IsInteger(b) ? Nan.Canonical : MathF.CopySign(OfPositive(magnitude, b), sign);
    }

    private static float OfPositive(float a, float b)
    {
        var estimate = PowerEstimate.Compute(a, b);
        var low = (float)Math.FusedMultiplyAdd(estimate, -PowerEstimate.ErrorBound, estimate);
        var high = (float)Math.FusedMultiplyAdd(estimate, PowerEstimate.ErrorBound, estimate);
        return low == high ? low : HardToRoundPower.Compute(a, b);
    }
}
