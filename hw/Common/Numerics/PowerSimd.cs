using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Hardware.Common.Numerics;

/// <summary>
/// <see cref="Power"/> on vectors: four lanes at once, which fill 256 bits in FP64. Lanes that the estimate does not decide, and special
/// cases, are computed one by one.
/// </summary>
internal static class PowerSimd
{
    private const int Count = 4;

    /// <summary>Does the whole vectors and returns the elements done.</summary>
    public static int Run(ReadOnlySpan<float> a, ReadOnlySpan<float> b, Span<float> result, SimdWidth width)
    {
        if (SimdWidths.Resolve(width) == SimdWidth.Scalar)
            return 0;
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var output = ref MemoryMarshal.GetReference(result);
        var i = 0;
        for (; i <= a.Length - Count; i += Count)
        {
            var x = Vector128.LoadUnsafe(in first, (nuint)i);
            var y = Vector128.LoadUnsafe(in second, (nuint)i);
            var estimate = PowerEstimate.Compute(Avx.ConvertToVector256Double(x), Avx.ConvertToVector256Double(y));
            var bound = Vector256.Create(PowerEstimate.ErrorBound);
            var low = Avx.ConvertToVector128Single(Vector256.FusedMultiplyAdd(estimate, -bound, estimate));
            var high = Avx.ConvertToVector128Single(Vector256.FusedMultiplyAdd(estimate, bound, estimate));
            var decided = Vector128.Equals(low, high) & Vector128.GreaterThan(x, Vector128<float>.Zero) & Vector128.IsFinite(x) & Vector128.IsFinite(y);
            low.StoreUnsafe(ref output, (nuint)i);
            if (Vector128.EqualsAll(decided.AsUInt32(), Vector128<uint>.AllBitsSet))
                continue;
            for (var lane = 0; lane < Count; lane++)
            {
                if (decided.AsUInt32()[lane] == 0)
                    result[i + lane] = Power.Compute(x[lane], y[lane]);
            }
        }

        return i;
    }
}
