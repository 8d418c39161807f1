using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <content>Packed elements to FP32.</content>
internal static partial class CastSimd<T>
{
    /// <summary>
    /// Widens a float layout of up to 16 bits. Codes of normal FP32 values move their exponent by an integer add; the lowest ones are
    /// scaled by a power of two, which is exact.
    /// </summary>
    public static int Decode(FloatFormat from, ReadOnlySpan<byte> source, Span<float> destination)
    {
        // Up to here the integer add does not reach: the layout's own subnormals, or all that are subnormal in FP32.
        var reachesBelowSingle = from.Bias > 126;
        var lowest = T.Broadcast((uint)((reachesBelowSingle ? from.Bias - 126 : 1) << from.MantissaBits));
        var scale = PowerOfTwo(reachesBelowSingle ? 127 - from.Bias : from.SmallestNormalExponent - from.MantissaBits);
        var rebias = T.Broadcast((uint)(127 - from.Bias) << 23);
        var magnitudeMask = T.Broadcast(from.SignBit - 1);
        var signMask = T.Broadcast(0x80000000);
        var largestFinite = T.Broadcast(from.LargestFinite);
        var infinityCode = T.Broadcast(from.HasInfinity ? from.Infinity : from.SignBit);
        var infinity = T.Broadcast(SingleInfinity);
        var quietNaN = T.Broadcast(Nan.CanonicalBits);
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
            var placed = magnitude << mantissaShift;
            var low = T.MultiplySingle(reachesBelowSingle ? placed : T.Int32ToSingle(magnitude), scale);
            var value = T.Select(T.GreaterSigned(lowest, magnitude), low, placed + rebias);
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

    /// <summary>Widens an integer type or bool; at most one rounding, of 32-bit integers.</summary>
    public static int DecodeInteger(DataType from, ReadOnlySpan<byte> source, Span<float> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var size = from.Size();
        var zero = T.Broadcast(0);
        var one = T.BroadcastSingle(1);
        var i = 0;
        for (; i <= destination.Length - T.Count; i += T.Count)
        {
            ref var at = ref Unsafe.Add(ref first, i * size);
            var value = from switch
            {
                DataType.Boolean => T.Select(T.EqualBits(T.LoadUInt8(in at), zero), zero, one),
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
}
