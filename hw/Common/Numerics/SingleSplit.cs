using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// How an FP32 operand enters the array in two halves: the top 12 significand bits, truncated, and the exact rest of at most 12 bits.
/// Every product of two halves is then exact in FP32 range. The matmul runs lo x lo, lo x hi, hi x lo, hi x hi, each a whole column sum.
/// </summary>
/// <remarks>
/// Our choice, because AWS patent US12423058 describes reduced halves of 21 to 22 bits whose products are all formed, and 24
/// significand bits divide evenly. A non-finite operand takes part in hi x hi only: in the cross passes it stands as +0, else
/// infinity times a zero low half would turn every such sum into NaN.
/// </remarks>
public static class SingleSplit
{
    private const uint HighMask = 0xFFFFF000;

    /// <summary>The truncated upper half; non-finite values pass (NaN canonical).</summary>
    public static float High(float value) => float.IsNaN(value)
        ? Nan.Canonical
        : BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & HighMask);

    /// <summary>The upper half in the passes other than hi x hi: +0 for a non-finite value.</summary>
    public static float CrossHigh(float value) => float.IsFinite(value) ? High(value) : 0;

    /// <summary>The exact rest, value - High(value); +0 for a non-finite value.</summary>
    public static float Low(float value) => float.IsFinite(value) ? value - High(value) : 0;

    /// <summary>Splits a vector of operands.</summary>
    /// <param name="source">Operands.</param>
    /// <param name="high">For hi x hi; as long as the source.</param>
    /// <param name="crossHigh">For hi x lo and lo x hi.</param>
    /// <param name="low">For every pass with lo.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">A destination is too short.</exception>
    public static void Split(
        ReadOnlySpan<float> source, Span<float> high, Span<float> crossHigh, Span<float> low, SimdWidth width = SimdWidth.Widest)
    {
        if (high.Length < source.Length || crossHigh.Length < source.Length || low.Length < source.Length)
            throw new ArgumentException($"A destination is shorter than the {source.Length} operands.", nameof(high));
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => SplitLanes<Simd512>(source, high, crossHigh, low),
            SimdWidth.Bits256 => SplitLanes<Simd256>(source, high, crossHigh, low),
            _ => 0,
        };
        for (; done < source.Length; done++)
        {
            high[done] = High(source[done]);
            crossHigh[done] = CrossHigh(source[done]);
            low[done] = Low(source[done]);
        }
    }

    /// <summary>Splits the whole vectors and returns the elements done.</summary>
    internal static int SplitLanes<T>(ReadOnlySpan<float> source, Span<float> high, Span<float> crossHigh, Span<float> low)
        where T : struct, ISimd<T>
    {
        var mask = T.Broadcast(HighMask);
        var infinity = T.Broadcast(0x7F800000);
        var magnitudeMask = T.Broadcast(0x7FFFFFFF);
        var quiet = T.Broadcast(Nan.CanonicalBits);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var value = T.Load(in MemoryMarshal.GetReference(source), (nuint)i);
            var finite = T.GreaterSigned(infinity, value & magnitudeMask);
            var top = T.Select(T.EqualSingle(value, value), value & mask, quiet);
            T.Store(top, ref MemoryMarshal.GetReference(high), (nuint)i);
            T.Store(top & finite, ref MemoryMarshal.GetReference(crossHigh), (nuint)i);
            T.Store(T.SubtractSingle(value, top) & finite, ref MemoryMarshal.GetReference(low), (nuint)i);
        }

        return i;
    }
}
