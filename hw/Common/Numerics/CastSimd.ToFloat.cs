using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <content>FP32 to smaller floats.</content>
internal static partial class CastSimd<T>
{
    /// <summary>
    /// FP32 to a float layout of up to 19 bits, to nearest even. Normal results are rounded in place by an integer add that carries
    /// into the exponent; subnormal ones by adding the power of two whose unit in the last place is the smallest subnormal.
    /// </summary>
    public static int EncodeNearest(FloatFormat to, ReadOnlySpan<float> source, Span<byte> destination, Overflow overflow)
    {
        // Layouts with larger values than that power of two may have are brought down first; what falls off rounds to 0 anyway.
        var alignerExponent = to.SmallestNormalExponent + 23 - to.MantissaBits;
        var down = alignerExponent > 127 ? 64 : 0;
        var aligner = PowerOfTwo(alignerExponent - down);
        var scaleDown = T.Broadcast((uint)down << 23);
        var reachesBelowSingle = to.SmallestNormalExponent < -126;
        var smallestNormal = T.Broadcast((uint)(to.SmallestNormalExponent + 127) << 23);
        var rebias = T.Broadcast((uint)(127 - to.Bias) << 23);
        var shift = 23 - to.MantissaBits;
        var halfLessOne = T.Broadcast((1u << (shift - 1)) - 1);
        var one = T.Broadcast(1);
        var zero = T.Broadcast(0);
        var magnitudeMask = T.Broadcast(MagnitudeMask);
        var special = SpecialCodes.Of(to, overflow);
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);
            var magnitude = bits & magnitudeMask;
            var wide = reachesBelowSingle ? Normalized(magnitude) : magnitude;
            var rebiased = wide - rebias;
            var normal = (rebiased + halfLessOne + ((rebiased >>> shift) & one)) >>> shift;
            var aligned = down == 0 ? magnitude : T.MaxInt32(magnitude - scaleDown, zero);
            var subnormal = T.AddSingle(aligned, aligner) - aligner;
            var code = T.Select(T.GreaterSigned(smallestNormal, wide), subnormal, normal);
            special.Store(code, bits, magnitude, ref output, i);
        }

        return i;
    }

    /// <summary>FP32 to a float layout of up to 19 bits, stochastically, with the bits of <see cref="Rounding.Stochastic"/>.</summary>
    public static int EncodeStochastic(
        FloatFormat to, ReadOnlySpan<float> source, Span<byte> destination, ReadOnlySpan<uint> randomBits, Overflow overflow)
    {
        var smallestNormal = T.Broadcast((uint)(to.SmallestNormalExponent + 127));
        var normalShift = T.Broadcast((uint)(23 - to.MantissaBits));
        var thirtyTwo = T.Broadcast(32);
        var magnitudeMask = T.Broadcast(MagnitudeMask);
        var mantissaMask = T.Broadcast(SmallestNormalSingle - 1);
        var leadingOne = T.Broadcast(SmallestNormalSingle);
        var special = SpecialCodes.Of(to, overflow);
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var random = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(randomBits));
        ref var output = ref MemoryMarshal.GetReference(destination);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);
            var magnitude = bits & magnitudeMask;
            var wide = Normalized(magnitude);
            var field = ShiftRightSigned23(wide);
            var significand = (wide & mantissaMask) | leadingOne;
            var target = T.MaxInt32(field, smallestNormal);
            var shift = normalShift + target - field;
            var kept = T.ShiftRightEach(significand, shift) + Carry(significand, shift, thirtyTwo, T.Load(in random, (nuint)i));
            var code = ((target - smallestNormal) << to.MantissaBits) + kept;
            special.Store(code, bits, magnitude, ref output, i);
        }

        return i;
    }

    /// <summary>FP32 to BF16, to nearest even or stochastically: an integer add to the discarded half, which may carry into infinity.</summary>
    public static int EncodeBFloat16(
        ReadOnlySpan<float> source, Span<byte> destination, Rounding rounding, ReadOnlySpan<uint> randomBits)
    {
        ref var first = ref MemoryMarshal.GetReference(source);
        ref var random = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetReference(randomBits));
        ref var output = ref MemoryMarshal.GetReference(destination);
        var halfLessOne = T.Broadcast(0x7FFF);
        var one = T.Broadcast(1);
        var zero = T.Broadcast(0);
        var infinity = T.Broadcast(SingleInfinity);
        var magnitudeMask = T.Broadcast(MagnitudeMask);
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in first, (nuint)i);

            // Infinity is no number to round: nearest rounding adds too little to change it, random bits may not.
            var addend = rounding == Rounding.Stochastic
                ? T.Select(T.GreaterSigned(infinity, bits & magnitudeMask), T.Load(in random, (nuint)i) >>> 16, zero)
                : halfLessOne + ((bits >>> 16) & one);
            T.StoreLow16(QuietNaN(bits, bits + addend) >>> 16, ref Unsafe.Add(ref output, i * 2));
        }

        return i;
    }

    /// <summary>FP32 to TF32, to nearest even, in place in 32 bits; the carry may run into infinity.</summary>
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

    /// <summary>
    /// Magnitudes with a leading one at bit 23 and the exponent field above it, which for FP32 subnormals goes below zero (in two's
    /// complement); zero becomes 2^-276, which every rounding brings back to 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Normalized(T magnitude) => T.Select(
        T.GreaterSigned(T.Broadcast(SmallestNormalSingle), magnitude), T.Int32ToSingle(magnitude) - T.Broadcast(149u << 23), magnitude);

    /// <summary>The exponent field of <see cref="Normalized"/>, signed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T ShiftRightSigned23(T wide) => ((wide + T.Broadcast(256u << 23)) >>> 23) - T.Broadcast(256);

    /// <summary>1 where the discarded bits, as 32 bits below the last kept one, and the random ones carry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Carry(T significand, T shift, T thirtyTwo, T random)
    {
        // One of the two counts is out of range and gives 0, unless both are 0 and give the same.
        var fraction = T.ShiftLeftEach(significand, thirtyTwo - shift) | T.ShiftRightEach(significand, shift - thirtyTwo);
        return T.GreaterUnsigned(random, fraction ^ T.Broadcast(uint.MaxValue)) >>> 31;
    }

    /// <summary>What every rounding shares: codes beyond the range, infinities, NaN, signs and the store.</summary>
    private readonly struct SpecialCodes
    {
        private readonly T _largestFinite;
        private readonly T _overflow;
        private readonly T _infinityCode;
        private readonly T _quietNaN;
        private readonly T _signMask;
        private readonly int _signShift;
        private readonly int _size;

        private SpecialCodes(FloatFormat to, Overflow overflow)
        {
            _largestFinite = T.Broadcast(to.LargestFinite);
            _overflow = T.Broadcast(to.OverflowCode(overflow));
            _infinityCode = T.Broadcast(to.InfinityCode(overflow));
            _quietNaN = T.Broadcast(to.QuietNaN);
            _signMask = T.Broadcast(to.SignBit);
            _signShift = 32 - to.TotalBits;
            _size = to.TotalBits <= 8 ? 1 : to.TotalBits <= 16 ? 2 : 4;
        }

        public static SpecialCodes Of(FloatFormat to, Overflow overflow) => new(to, overflow);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Store(T code, T bits, T magnitude, ref byte output, int element)
        {
            var infinity = T.Broadcast(SingleInfinity);
            code = T.Select(T.GreaterSigned(code, _largestFinite), _overflow, code);
            code = T.Select(T.EqualBits(magnitude, infinity), _infinityCode, code);
            code = T.Select(T.GreaterSigned(magnitude, infinity), _quietNaN, code);
            code |= (bits >>> _signShift) & _signMask;
            ref var at = ref Unsafe.Add(ref output, element * _size);
            if (_size == 1)
                T.StoreLow8(code, ref at);
            else if (_size == 2)
                T.StoreLow16(code, ref at);
            else
                T.Store(code << _signShift, ref Unsafe.As<byte, float>(ref at), 0);
        }
    }
}
