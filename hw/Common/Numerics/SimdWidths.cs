namespace Hardware.Common.Numerics;

/// <summary>What a requested <see cref="SimdWidth"/> means on this machine.</summary>
internal static class SimdWidths
{
    /// <summary>The width that runs: never wider than asked for, never wider than the machine.</summary>
    public static SimdWidth Resolve(SimdWidth requested)
    {
        if (requested is SimdWidth.Widest or SimdWidth.Bits512 && Simd512.IsSupported)
            return SimdWidth.Bits512;
        return requested != SimdWidth.Scalar && Simd256.IsSupported ? SimdWidth.Bits256 : SimdWidth.Scalar;
    }
}
