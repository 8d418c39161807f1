using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <content>FP32 to integers and bool.</content>
internal static partial class CastSimd<T>
{
    /// <summary>FP32 to an integer type: rounded to nearest even, saturated; NaN gives 0.</summary>
    public static int EncodeIntegerNearest(DataType to, ReadOnlySpan<float> source, Span<byte> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var size = to.Size();
        var smallest = T.Broadcast((uint)to.Smallest());
        var largest = T.Broadcast((uint)to.Largest());
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var rounded = T.RoundSingle(T.Load(in first, (nuint)i));
            var value = to == DataType.UInt32 ? T.SingleToUInt32(rounded) : T.MinInt32(T.MaxInt32(T.SingleToInt32(rounded), smallest), largest);
            StoreInteger(value, size, ref Unsafe.Add(ref output, i * size));
        }

        return i;
    }

    /// <summary>FP32 to an integer type: rounded with the bits of <see cref="Rounding.Stochastic"/>, saturated; NaN gives 0.</summary>
    public static int EncodeIntegerStochastic(DataType to, ReadOnlySpan<float> source, Span<byte> destination, ReadOnlySpan<uint> randomBits)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var random = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(randomBits));
        ref var output = ref MemoryMarshal.GetReference(destination);
        var size = to.Size();
        var negativeLimit = T.Broadcast((uint)-to.Smallest());
        var positiveLimit = T.Broadcast((uint)to.Largest());
        var unitField = T.Broadcast(127 + 23);
        var beyond = T.Broadcast(((127 + 32) << 23) - 1);
        var infinity = T.Broadcast(SingleInfinity);
        var thirtyTwo = T.Broadcast(32);
        var zero = T.Broadcast(0);
        var magnitudeMask = T.Broadcast(MagnitudeMask);
        var mantissaMask = T.Broadcast(SmallestNormalSingle - 1);
        var leadingOne = T.Broadcast(SmallestNormalSingle);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            // A subnormal counts as having a leading one: its discarded bits are 0 in 32 places all the same.
            var bits = T.Load(in first, (nuint)i);
            var magnitude = bits & magnitudeMask;
            var significand = (magnitude & mantissaMask) | leadingOne;
            var right = unitField - (magnitude >>> 23);
            var whole = T.ShiftRightEach(significand, right) | T.ShiftLeftEach(significand, zero - right);
            var rounded = whole + T.Select(T.GreaterSigned(right, zero), Carry(significand, right, thirtyTwo, T.Load(in random, (nuint)i)), zero);
            var negative = T.GreaterSigned(zero, bits);
            var limit = T.Select(negative, negativeLimit, positiveLimit);
            rounded = T.Select(T.GreaterUnsigned(rounded, limit) | T.GreaterSigned(magnitude, beyond), limit, rounded);
            var value = T.Select(negative, zero - rounded, rounded);
            StoreInteger(T.Select(T.GreaterSigned(magnitude, infinity), zero, value), size, ref Unsafe.Add(ref output, i * size));
        }

        return i;
    }

    /// <summary>FP32 to bool: 0 of either sign gives 0, everything else, NaN too, gives 1.</summary>
    public static int EncodeBoolean(ReadOnlySpan<float> source, Span<byte> destination)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var magnitudeMask = T.Broadcast(MagnitudeMask);
        var zero = T.Broadcast(0);
        var one = T.Broadcast(1);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var isZero = T.EqualBits(T.Load(in first, (nuint)i) & magnitudeMask, zero);
            T.StoreLow8(T.Select(isZero, zero, one), ref Unsafe.Add(ref output, i));
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreInteger(T value, int size, ref byte at)
    {
        if (size == 1)
            T.StoreLow8(value, ref at);
        else if (size == 2)
            T.StoreLow16(value, ref at);
        else
            T.Store(value, ref Unsafe.As<byte, float>(ref at), 0);
    }
}
