using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Systolic;

/// <summary>The adders in front of PSUM: one rounded FP32 add, or a wrapping INT32 add, for each column.</summary>
internal static class PsumSums
{
    /// <summary>Adds <paramref name="previous"/> (empty: nothing) and makes every NaN the canonical one.</summary>
    /// <returns>True if a result is NaN.</returns>
    public static bool AddSingles(Span<float> sums, ReadOnlySpan<float> previous)
    {
        var (i, nan) = (0, false);
        if (Vector512.IsHardwareAccelerated)
        {
            var canonical = Vector512.Create(Nan.Canonical);
            for (; i <= sums.Length - 16; i += 16)
            {
                var sum = Vector512.LoadUnsafe(ref sums[i]);
                if (previous.Length > 0)
                    sum = Vector512.LoadUnsafe(in previous[i]) + sum;
                var ordered = Vector512.Equals(sum, sum);
                if (ordered.AsUInt32() != Vector512<uint>.AllBitsSet)
                {
                    sum = Vector512.ConditionalSelect(ordered, sum, canonical);
                    nan = true;
                }

                sum.StoreUnsafe(ref sums[i]);
            }
        }

        for (; i < sums.Length; i++)
        {
            if (previous.Length > 0)
                sums[i] = previous[i] + sums[i];
            if (!float.IsNaN(sums[i]))
                continue;
            sums[i] = Nan.Canonical;
            nan = true;
        }

        return nan;
    }

    /// <summary>Adds <paramref name="previous"/> (empty: nothing); both hold the bits of INT32.</summary>
    /// <returns>True if a sum wrapped.</returns>
    public static bool AddIntegers(Span<float> sums, ReadOnlySpan<float> previous) =>
        previous.Length > 0
        && IntegerColumnSum.AddWrapping(MemoryMarshal.Cast<float, int>(previous), MemoryMarshal.Cast<float, int>(sums));
}
