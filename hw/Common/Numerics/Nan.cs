namespace Hardware.Common.Numerics;

/// <summary>
/// The NaN that arithmetic writes. Hosts differ in which operand's payload they keep; the model's results must not.
/// </summary>
public static class Nan
{
    /// <summary>FP32 quiet NaN, positive, without payload.</summary>
    public const uint CanonicalBits = 0x7FC00000;

    /// <summary>FP32 quiet NaN, positive, without payload.</summary>
    public static float Canonical => BitConverter.UInt32BitsToSingle(CanonicalBits);

    public static float Canonicalize(float value) => float.IsNaN(value) ? Canonical : value;

    /// <summary>Replaces every NaN by the canonical one, in place.</summary>
    public static void Canonicalize(Span<float> values, SimdWidth width = SimdWidth.Widest)
    {
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => CastSimd<Simd512>.CanonicalizeNaN(values),
            SimdWidth.Bits256 => CastSimd<Simd256>.CanonicalizeNaN(values),
            _ => 0,
        };
        for (; done < values.Length; done++)
            values[done] = Canonicalize(values[done]);
    }
}
