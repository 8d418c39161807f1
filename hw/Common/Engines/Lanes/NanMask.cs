using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Engines.Lanes;

/// <summary>Finds NaNs among the values of a beat.</summary>
public static class NanMask
{
    /// <summary>A bit for each of at most 128 values that is a NaN, bit 0 the first.</summary>
    public static UInt128 Of(ReadOnlySpan<float> values)
    {
        UInt128 mask = 0;
        ref var first = ref MemoryMarshal.GetReference(values);
        var i = 0;
        for (; i + Vector512<float>.Count <= values.Length; i += Vector512<float>.Count)
        {
            var lanes = Vector512.LoadUnsafe(ref first, (nuint)i);
            var ordered = Vector512.Equals(lanes, lanes).ExtractMostSignificantBits();
            if (ordered != 0xFFFF)
                mask |= (UInt128)(~ordered & 0xFFFF) << i;
        }

        for (; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]))
                mask |= UInt128.One << i;
        }

        return mask;
    }
}
