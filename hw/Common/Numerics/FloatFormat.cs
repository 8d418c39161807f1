using System.Numerics;

namespace Hardware.Common.Numerics;

/// <summary>
/// A binary floating-point layout (sign, exponent, mantissa from the top bit down) that is a subset of FP32, with the plain integer
/// conversions to and from FP32. These are the truth that the vectorised conversions are held to.
/// </summary>
/// <remarks>
/// With infinity, the all-ones exponent is reserved as in IEEE 754; its quiet NaN has only the top mantissa bit set. Without, the
/// all-ones exponent holds finite values and only the all-ones code (of either sign) is NaN, as in the OCP FP8 E4M3 layout.
/// Subnormals are kept in every layout.
/// </remarks>
public sealed record FloatFormat
{
    private const uint SingleInfinity = 0x7F800000;
    private const uint SingleQuietNaN = 0x7FC00000;

    /// <param name="exponentBits">1 to 8.</param>
    /// <param name="mantissaBits">1 to 23 stored bits; the leading one is implied.</param>
    /// <param name="bias">The value of a normal code is 1.mantissa x 2^(exponent - bias).</param>
    /// <param name="hasInfinity">Whether the all-ones exponent is reserved for infinity and NaN.</param>
    /// <exception cref="ArgumentOutOfRangeException">Some value of the layout is not an FP32 value.</exception>
    public FloatFormat(int exponentBits, int mantissaBits, int bias, bool hasInfinity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exponentBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(exponentBits, 8);
        ArgumentOutOfRangeException.ThrowIfLessThan(mantissaBits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(mantissaBits, 23);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bias, 150 - mantissaBits); // smallest subnormal 2^-149
        var largestExponent = (1 << exponentBits) - (hasInfinity ? 2 : 1) - bias;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(largestExponent, 127, nameof(bias));
        ExponentBits = exponentBits;
        MantissaBits = mantissaBits;
        Bias = bias;
        HasInfinity = hasInfinity;
    }

    /// <summary>IEEE 754 binary32.</summary>
    public static FloatFormat Float32 { get; } = new(8, 23, 127, hasInfinity: true);

    /// <summary>FP32 range with 10 mantissa bits; 19 bits in all, stored in the top of 32.</summary>
    public static FloatFormat TensorFloat32 { get; } = new(8, 10, 127, hasInfinity: true);

    /// <summary>The upper half of FP32.</summary>
    public static FloatFormat BFloat16 { get; } = new(8, 7, 127, hasInfinity: true);

    /// <summary>IEEE 754 binary16; largest finite value 65504.</summary>
    public static FloatFormat Float16 { get; } = new(5, 10, 15, hasInfinity: true);

    /// <summary>cFP8 E5M2; largest finite value 57344.</summary>
    public static FloatFormat Float8E5 { get; } = new(5, 2, 15, hasInfinity: true);

    /// <summary>cFP8 E4M3 in IEEE style; largest finite value 240 (AWS Neuron SDK, FP8 quantisation guides).</summary>
    public static FloatFormat Float8E4 { get; } = new(4, 3, 7, hasInfinity: true);

    /// <summary>cFP8 E3M4, bias 3; largest finite value 15.5. Unpublished: our choice, because it is the IEEE-style reading.</summary>
    public static FloatFormat Float8E3 { get; } = new(3, 4, 3, hasInfinity: true);

    public int ExponentBits { get; }

    public int MantissaBits { get; }

    public int Bias { get; }

    public bool HasInfinity { get; }

    /// <summary>Bits of a code, sign included.</summary>
    public int TotalBits => 1 + ExponentBits + MantissaBits;

    public uint SignBit => 1u << (ExponentBits + MantissaBits);

    /// <summary>Code of positive infinity; only with <see cref="HasInfinity"/>.</summary>
    public uint Infinity => ((1u << ExponentBits) - 1) << MantissaBits;

    /// <summary>Code of the positive quiet NaN that conversions produce.</summary>
    public uint QuietNaN => HasInfinity ? Infinity | (1u << (MantissaBits - 1)) : SignBit - 1;

    /// <summary>Code of the largest finite value.</summary>
    public uint LargestFinite => HasInfinity ? Infinity - 1 : QuietNaN - 1;

    /// <summary>Binary exponent of the smallest normal value.</summary>
    public int SmallestNormalExponent => 1 - Bias;

    /// <summary>FP32 bits to the code of this layout.</summary>
    /// <param name="singleBits">Any FP32 value. NaN gives the quiet NaN of the same sign.</param>
    /// <param name="rounding">How inexact values are rounded.</param>
    /// <param name="randomBits">32 uniform bits for <see cref="Rounding.Stochastic"/>.</param>
    /// <param name="overflow">What becomes of values that round beyond <see cref="LargestFinite"/>.</param>
    public uint Encode(
        uint singleBits, Rounding rounding = Rounding.NearestEven, uint randomBits = 0, Overflow overflow = Overflow.Infinity)
    {
        var sign = singleBits >> 31 << (ExponentBits + MantissaBits);
        var magnitude = singleBits & 0x7FFFFFFF;
        if (magnitude > SingleInfinity)
            return sign | QuietNaN;
        if (magnitude == SingleInfinity)
            return sign | InfinityCode(overflow);

        if (magnitude == 0)
            return sign;

        // value = significand x 2^(exponent - 23), with a leading one at bit 23 also where FP32 has none: the layout may reach lower
        var field = (int)(magnitude >> 23);
        var lead = field == 0 ? BitOperations.LeadingZeroCount(magnitude) - 8 : 0;
        var exponent = Math.Max(field, 1) - 127 - lead;
        var significand = field == 0 ? magnitude << lead : (magnitude & 0x7FFFFF) | 0x800000;

        // The destination's unit in the last place at this exponent is 2^(target - MantissaBits).
        var target = Math.Max(exponent, SmallestNormalExponent);
        var shift = 23 - MantissaBits + (target - exponent);
        var kept = SignificandRounding.ShiftRight(significand, shift, rounding, randomBits);

        // The leading one of a normal number adds one to the exponent field, and so does a carry out of rounding.
        var code = ((uint)(target - SmallestNormalExponent) << MantissaBits) + kept;
        return sign | (code > LargestFinite ? OverflowCode(overflow) : code);
    }

    /// <summary>Code of this layout to FP32 bits, exact; NaN gives the FP32 quiet NaN of the same sign.</summary>
    /// <param name="code">Bits above <see cref="TotalBits"/> are ignored.</param>
    public uint Decode(uint code)
    {
        var sign = (code & SignBit) == 0 ? 0u : 0x80000000;
        var magnitude = code & (SignBit - 1);
        if (magnitude > LargestFinite)
            return sign | (HasInfinity && magnitude == Infinity ? SingleInfinity : SingleQuietNaN);

        var field = (int)(magnitude >> MantissaBits);
        var significand = magnitude & ((1u << MantissaBits) - 1);
        if (field != 0)
            significand |= 1u << MantissaBits;
        if (significand == 0)
            return sign;

        // value = significand x 2^unit; move its leading one to bit 23 unless that needs an exponent below FP32's.
        var unit = Math.Max(field, 1) - Bias - MantissaBits;
        var shift = BitOperations.LeadingZeroCount(significand) - 8;
        var exponent = unit + 23 - shift;
        if (exponent < -126)
            return sign | (significand << (unit + 149));
        return sign | ((uint)(exponent + 126) << 23) + (significand << shift);
    }

    /// <summary>The code that an out-of-range finite value becomes, without its sign.</summary>
    internal uint OverflowCode(Overflow overflow) => overflow switch
    {
        Overflow.Infinity => HasInfinity ? Infinity : QuietNaN,
        Overflow.Saturate => LargestFinite,
        _ => QuietNaN,
    };

    /// <summary>The code that an infinite source becomes, without its sign.</summary>
    internal uint InfinityCode(Overflow overflow) => overflow switch
    {
        Overflow.NotANumber => QuietNaN,
        Overflow.Saturate when !HasInfinity => LargestFinite,
        _ => HasInfinity ? Infinity : QuietNaN,
    };
}
