using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The vectorised conversions. Each method converts as many whole vectors as fit and returns the number of elements done; the caller
/// finishes the rest with <see cref="CastScalar"/>.
/// </summary>
internal static partial class CastSimd<T>
    where T : struct, ISimd<T>
{
    private const uint MagnitudeMask = 0x7FFFFFFF;
    private const uint SingleInfinity = 0x7F800000;
    private const uint SmallestNormalSingle = 0x00800000;

    /// <summary>NaN in to the canonical NaN; everything else takes part in arithmetic unchanged.</summary>
    public static int CanonicalizeNaN(Span<float> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var quiet = T.Broadcast(Nan.CanonicalBits);
        var i = 0;
        for (; i <= values.Length - T.Count; i += T.Count)
        {
            var value = T.Load(in first, (nuint)i);
            T.Store(T.Select(T.EqualSingle(value, value), value, quiet), ref first, (nuint)i);
        }

        return i;
    }

    /// <summary>The quiet NaN with the sign of <paramref name="source"/> where that is NaN, else <paramref name="result"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T QuietNaN(T source, T result)
    {
        var quiet = (source & T.Broadcast(0x80000000)) | T.Broadcast(Nan.CanonicalBits);
        return T.Select(T.EqualSingle(source, source), result, quiet);
    }

    /// <summary>FP32 bits of 2^exponent, for -149 to 127.</summary>
    private static T PowerOfTwo(int exponent) => T.Broadcast(exponent >= -126 ? (uint)(exponent + 127) << 23 : 1u << (exponent + 149));
}
