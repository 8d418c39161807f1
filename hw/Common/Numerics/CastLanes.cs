using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The vectorised conversions. Each method converts as many whole vectors as fit and returns the number of elements done; the caller
/// finishes the rest with <see cref="CastScalar"/>.
/// </summary>
internal static class CastLanes<T>
    where T : struct, ILanes<T>
{
    /// <summary>
    /// Widens 8- or 16-bit floats: the code's exponent and mantissa are placed as FP32's and multiplied by the ratio of the biases,
    /// a power of two; this is exact and also normalises subnormals.
    /// </summary>
    public static int Decode(FloatFormat from, ReadOnlySpan<byte> source, Span<float> destination)
    {
        // 2^(127 - bias) is a normal FP32 value for every layout that is offered here.
        var scale = T.Broadcast((uint)(254 - from.Bias) << 23);
        var magnitudeMask = T.Broadcast(from.SignBit - 1);
        var signMask = T.Broadcast(0x80000000);
        var largestFinite = T.Broadcast(from.LargestFinite);
        var infinityCode = T.Broadcast(from.HasInfinity ? from.Infinity : from.SignBit);
        var infinity = T.Broadcast(0x7F800000);
        var quietNaN = T.Broadcast(0x7FC00000);
        var signShift = 32 - from.TotalBits;
        var mantissaShift = 23 - from.MantissaBits;
        var size = from.TotalBits <= 8 ? 1 : 2;
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= destination.Length - T.Count; i += T.Count)
        {
            ref var at = ref Unsafe.Add(ref first, i * size);
            var code = size == 1 ? T.LoadUInt8(in at) : T.LoadUInt16(in at);
            var magnitude = code & magnitudeMask;
            var value = T.MultiplySingle(magnitude << mantissaShift, scale);
            var special = T.Select(T.EqualBits(magnitude, infinityCode), infinity, quietNaN);
            value = T.Select(T.GreaterSigned(magnitude, largestFinite), special, value);
            T.Store(value | ((code << signShift) & signMask), ref output, (nuint)i);
        }

        return i;
    }

    /// <summary>BF16 is the upper half of FP32.</summary>
    public static int DecodeBFloat16(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= destination.Length - T.Count; i += T.Count)
        {
            var value = T.LoadUInt16(in Unsafe.Add(ref first, i * 2)) << 16;
            T.Store(QuietNaN(value, value), ref output, (nuint)i);
        }

        return i;
    }

    /// <summary>Widens an integer type; at most one rounding, of 32-bit integers.</summary>
    public static int DecodeInteger(DataType from, ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var size = from.Size();
        var i = 0;
        for (; i <= destination.Length - T.Count; i += T.Count)
        {
            ref var at = ref Unsafe.Add(ref first, i * size);
            var value = from switch
            {
                DataType.Int8 => T.Int32ToSingle(T.LoadInt8(in at)),
                DataType.UInt8 => T.Int32ToSingle(T.LoadUInt8(in at)),
                DataType.Int16 => T.Int32ToSingle(T.LoadInt16(in at)),
                DataType.UInt16 => T.Int32ToSingle(T.LoadUInt16(in at)),
                DataType.Int32 => T.Int32ToSingle(T.Load(in Unsafe.As<byte, float>(ref at), 0)),
                _ => T.UInt32ToSingle(T.Load(in Unsafe.As<byte, float>(ref at), 0)),
            };
            T.Store(value, ref output, (nuint)i);
        }

        return i;
    }

    /// <summary>
    /// FP32 to an 8- or 16-bit float, to nearest even. Normal results are rounded in place by an integer add that carries into the
    /// exponent; subnormal ones by adding the power of two whose unit in the last place is the smallest subnormal.
    /// </summary>
    public static int Encode(FloatFormat to, ReadOnlySpan<float> source, Span<byte> destination, Overflow overflow)
    {
        var shift = 23 - to.MantissaBits;
        var smallestNormal = (uint)(128 - to.Bias) << 23;
        var smallestNormalBits = T.Broadcast(smallestNormal);
        var aligner = T.Broadcast((uint)(to.SmallestNormalExponent + 23 - to.MantissaBits + 127) << 23);
        var rebias = T.Broadcast((uint)(127 - to.Bias) << to.MantissaBits);
        var halfLessOne = T.Broadcast((1u << (shift - 1)) - 1);
        var one = T.Broadcast(1);
        var magnitudeMask = T.Broadcast(0x7FFFFFFF);
        var signMask = T.Broadcast(to.SignBit);
        var largestFinite = T.Broadcast(to.LargestFinite);
        var overflowCode = T.Broadcast(to.OverflowCode(overflow));
        var infinity = T.Broadcast(0x7F800000);
        var infinityCode = T.Broadcast(to.InfinityCode(overflow));
        var quietNaN = T.Broadcast(to.QuietNaN);
        var signShift = 32 - to.TotalBits;
        var size = to.TotalBits <= 8 ? 1 : 2;
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);
            var magnitude = bits & magnitudeMask;
            var normal = ((magnitude + halfLessOne + ((magnitude >>> shift) & one)) >>> shift) - rebias;
            var subnormal = T.AddSingle(magnitude, aligner) - aligner;
            var code = T.Select(T.GreaterSigned(smallestNormalBits, magnitude), subnormal, normal);
            code = T.Select(T.GreaterSigned(code, largestFinite), overflowCode, code);
            code = T.Select(T.EqualBits(magnitude, infinity), infinityCode, code);
            code = T.Select(T.GreaterSigned(magnitude, infinity), quietNaN, code);
            code |= (bits >>> signShift) & signMask;
            ref var at = ref Unsafe.Add(ref output, i * size);
            if (size == 1)
                T.StoreLow8(code, ref at);
            else
                T.StoreLow16(code, ref at);
        }

        return i;
    }

    /// <summary>FP32 to BF16, to nearest even or stochastically: an integer add to the discarded half.</summary>
    public static int EncodeBFloat16(
        ReadOnlySpan<float> source, Span<byte> destination, Rounding rounding, ReadOnlySpan<uint> randomBits)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var random = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(randomBits));
        ref var output = ref MemoryMarshal.GetReference(destination);
        var halfLessOne = T.Broadcast(0x7FFF);
        var one = T.Broadcast(1);
        var special = T.Broadcast(0x7F800000);
        var magnitudeMask = T.Broadcast(0x7FFFFFFF);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);
            var addend = rounding == Rounding.Stochastic
                ? Stochastic(bits, T.Load(in random, (nuint)i) >>> 16, magnitudeMask, special)
                : halfLessOne + ((bits >>> 16) & one);
            T.StoreLow16(QuietNaN(bits, bits + addend) >>> 16, ref Unsafe.Add(ref output, i * 2));
        }

        return i;
    }

    /// <summary>FP32 to TF32, to nearest even, in place in 32 bits.</summary>
    public static int EncodeTensorFloat32(ReadOnlySpan<float> source, Span<byte> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref Unsafe.As<byte, float>(ref MemoryMarshal.GetReference(destination));
        var halfLessOne = T.Broadcast(0x0FFF);
        var one = T.Broadcast(1);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);
            var rounded = (bits + halfLessOne + ((bits >>> 13) & one)) >>> 13 << 13;
            T.Store(QuietNaN(bits, rounded), ref output, (nuint)i);
        }

        return i;
    }

    /// <summary>FP32 to an integer type: rounded to nearest even, saturated; NaN gives 0.</summary>
    public static int EncodeInteger(DataType to, ReadOnlySpan<float> source, Span<byte> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var size = to.Size();
        var (low, high) = to switch
        {
            DataType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            DataType.UInt8 => (byte.MinValue, byte.MaxValue),
            DataType.Int16 => (short.MinValue, short.MaxValue),
            DataType.UInt16 => (ushort.MinValue, ushort.MaxValue),
            _ => (int.MinValue, int.MaxValue),
        };
        var smallest = T.Broadcast((uint)low);
        var largest = T.Broadcast((uint)high);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var rounded = T.RoundSingle(T.Load(in first, (nuint)i));
            ref var at = ref Unsafe.Add(ref output, i * size);
            if (to == DataType.UInt32)
            {
                T.Store(T.SingleToUInt32(rounded), ref Unsafe.As<byte, float>(ref at), 0);
                continue;
            }

            var value = T.MinInt32(T.MaxInt32(T.SingleToInt32(rounded), smallest), largest);
            if (size == 1)
                T.StoreLow8(value, ref at);
            else if (size == 2)
                T.StoreLow16(value, ref at);
            else
                T.Store(value, ref Unsafe.As<byte, float>(ref at), 0);
        }

        return i;
    }

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

    /// <summary>Random bits to add, except to infinities and NaN, whose bits are no number to round.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Stochastic(T bits, T random, T magnitudeMask, T special) =>
        T.Select(T.GreaterSigned(special, bits & magnitudeMask), random, T.Broadcast(0));

    /// <summary>The quiet NaN with the sign of <paramref name="source"/> where that is NaN, else <paramref name="result"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T QuietNaN(T source, T result)
    {
        var quiet = (source & T.Broadcast(0x80000000)) | T.Broadcast(0x7FC00000);
        return T.Select(T.EqualSingle(source, source), result, quiet);
    }
}
