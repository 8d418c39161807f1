using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>The adders in front of PSUM: one rounded FP32 add, or a wrapping INT32 add, for each column.</summary>
internal static class PsumSums
{
    /// <summary>Adds column sums and <paramref name="previous"/> (empty: nothing); makes every NaN the canonical one.</summary>
    /// <param name="columnSums">What the array gives, one for each column.</param>
    /// <param name="previous">What PSUM holds.</param>
    /// <param name="sums">Receives the results.</param>
    /// <returns>True if a result is NaN.</returns>
    public static bool AddSingles(ReadOnlySpan<float> columnSums, ReadOnlySpan<float> previous, Span<float> sums)
    {
        var (i, nan) = (0, false);
        if (Vector512.IsHardwareAccelerated)
        {
            var canonical = Vector512.Create(Nan.Canonical);
            for (; i <= sums.Length - 16; i += 16)
            {
                var sum = Vector512.LoadUnsafe(in columnSums[i]);
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
            sums[i] = previous.Length > 0 ? previous[i] + columnSums[i] : columnSums[i];
            if (!float.IsNaN(sums[i]))
                continue;
            sums[i] = Nan.Canonical;
            nan = true;
        }

        return nan;
    }

    /// <summary>The same for the bits of INT32, wrapping.</summary>
    /// <returns>True if a sum wrapped.</returns>
    public static bool AddIntegers(ReadOnlySpan<float> columnSums, ReadOnlySpan<float> previous, Span<float> sums)
    {
        columnSums.CopyTo(sums);
        return previous.Length > 0
            && IntegerColumnSum.AddWrapping(MemoryMarshal.Cast<float, int>(previous), MemoryMarshal.Cast<float, int>(sums));
    }
}
