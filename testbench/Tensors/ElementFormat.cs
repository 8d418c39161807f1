using Hardware.Common.Numerics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// How one element of a <see cref="DataType"/> is stored, with conversions to and from FP64 that round once.
/// </summary>
/// <remarks>
/// The testbench has these conversions of its own, in plain FP64 arithmetic, so that a fault in the hardware's conversions
/// (<c>hw/Common/Numerics</c>) cannot hide in the expected values.
/// Floats are IEEE-style (all-ones exponent = infinity and NaN, gradual underflow) unless a chip configures its FP8 layouts otherwise.
/// To float: nearest even, overflow to infinity, or as the chip's FP8 rule says. To integer: nearest even, saturating, NaN gives 0.
/// Bool: 0 and 1; every byte but 0 is true, and so is every value but 0, NaN too.
/// </remarks>
public sealed class ElementFormat
{
    private static readonly ElementFormat[] s_formats = BuildAll();
    private readonly int _exponentBits;
    private readonly int _mantissaBits;
    private readonly int _unusedBits;
    private readonly bool _signed;
    private readonly int _bias;
    private readonly bool _hasInfinity = true;
    private readonly Overflow _overflow;

    private ElementFormat(int size, int exponentBits, int mantissaBits, bool signed, int unusedBits = 0)
    {
        Size = size;
        _exponentBits = exponentBits;
        _mantissaBits = mantissaBits;
        _signed = signed;
        _unusedBits = unusedBits;
        _bias = (1 << exponentBits >> 1) - 1;
    }

    /// <summary>A configured FP8 layout.</summary>
    private ElementFormat(FloatFormat layout, Overflow overflow)
        : this(1, layout.ExponentBits, layout.MantissaBits, signed: true)
    {
        _bias = layout.Bias;
        _hasInfinity = layout.HasInfinity;
        _overflow = overflow;
    }

    /// <summary>Bytes of one element in memory.</summary>
    public int Size { get; }

    /// <summary>True for floating-point types.</summary>
    public bool IsFloat => _exponentBits > 0;

    /// <summary>Smallest finite value.</summary>
    public double Minimum => IsFloat ? -Maximum : _signed ? -Math.ScaleB(1, (8 * Size) - 1) : 0;

    /// <summary>Largest finite value.</summary>
    public double Maximum => IsFloat ? Decode(LargestFinite << _unusedBits) : IsBoolean ? 1 : Math.ScaleB(1, (8 * Size) - (_signed ? 1 : 0)) - 1;

    private bool IsBoolean { get; init; }

    private int SmallestNormalExponent => 1 - _bias;

    /// <summary>Without infinity, the all-ones code is the one NaN.</summary>
    private uint LargestFinite => _hasInfinity ? InfinityMagnitude - 1 : SignBit - 2;

    private uint NaNMagnitude => _hasInfinity ? InfinityMagnitude | (1u << (_mantissaBits - 1)) : SignBit - 1;

    private uint InfinityMagnitude => ((1u << _exponentBits) - 1) << _mantissaBits;

    private uint SignBit => 1u << (_exponentBits + _mantissaBits);

    /// <summary>The format of a type on a chip.</summary>
    /// <param name="type">The type.</param>
    /// <param name="formats">The chip's FP8 layouts; null for the presets.</param>
    /// <exception cref="ArgumentOutOfRangeException">The code names no type.</exception>
    public static ElementFormat Of(DataType type, NumberFormats? formats) =>
        formats is not null && formats != NumberFormats.Default && NumberFormats.IsFloat8(type) ? new ElementFormat(formats.Of(type), formats.Float8Overflow) : Of(type);

    /// <summary>The format of a type, with the preset FP8 layouts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no type.</exception>
    public static ElementFormat Of(DataType type) =>
        (int)type < s_formats.Length && s_formats[(int)type] is { } format
            ? format
            : throw new ArgumentOutOfRangeException(nameof(type), type, "not an element type");

    /// <summary>The code nearest to a value, in the low <see cref="Size"/> bytes.</summary>
    public uint Encode(double value)
    {
        if (IsBoolean)
            return value == 0 ? 0u : 1u;
        if (!IsFloat)
            return double.IsNaN(value) ? 0 : (uint)(long)Math.Clamp(Math.Round(value, MidpointRounding.ToEven), Minimum, Maximum) & Mask;
        uint sign = double.IsNegative(value) ? SignBit : 0;
        double magnitude = Math.Abs(value);
        if (double.IsNaN(magnitude))
            return (sign | NaNMagnitude) << _unusedBits;
        if (double.IsInfinity(magnitude))
            return (sign | Beyond(isInfinite: true)) << _unusedBits;

        // Count units of the last place at this exponent; a normal number's leading one adds one to the exponent field, as a carry does.
        int exponent = magnitude == 0 ? SmallestNormalExponent : Math.Max(Math.ILogB(magnitude), SmallestNormalExponent);
        ulong units = (ulong)Math.Round(Math.ScaleB(magnitude, _mantissaBits - exponent), MidpointRounding.ToEven);
        ulong code = ((ulong)(exponent - SmallestNormalExponent) << _mantissaBits) + units;
        return (sign | (code > LargestFinite ? Beyond(isInfinite: false) : (uint)code)) << _unusedBits;
    }

    /// <summary>What a value beyond the largest finite one becomes; saturation keeps an infinity where the layout has one.</summary>
    private uint Beyond(bool isInfinite) => _overflow switch
    {
        Overflow.NotANumber => NaNMagnitude,
        Overflow.Saturate when !(isInfinite && _hasInfinity) => LargestFinite,
        _ => _hasInfinity ? InfinityMagnitude : NaNMagnitude,
    };

    /// <summary>The value of a code, exact.</summary>
    public double Decode(uint code)
    {
        if (IsBoolean)
            return (byte)code == 0 ? 0 : 1;
        if (!IsFloat)
            return _signed ? (int)(code << (32 - (8 * Size))) >> (32 - (8 * Size)) : code;
        if (Size == 4)
            return BitConverter.UInt32BitsToSingle(code); // FP32, and TF32, whose low bits a file may leave set
        uint magnitude = code & (SignBit - 1);
        if (magnitude > LargestFinite)
            return !_hasInfinity || magnitude > InfinityMagnitude ? double.NaN : (code & SignBit) != 0 ? double.NegativeInfinity : double.PositiveInfinity;
        uint field = magnitude >> _mantissaBits;
        uint units = magnitude & ((1u << _mantissaBits) - 1);
        if (field != 0)
            units |= 1u << _mantissaBits;
        double value = Math.ScaleB(units, (int)Math.Max(field, 1) - 1 + SmallestNormalExponent - _mantissaBits);
        return (code & SignBit) != 0 ? -value : value;
    }

    /// <summary>
    /// Units in the last place between two codes: how many representable values apart they are. Zeros of both signs are one value,
    /// infinity follows the largest finite value, NaN equals NaN and is <see cref="long.MaxValue"/> away from all else.
    /// </summary>
    public long UlpDistance(uint a, uint b)
    {
        bool oneIsNaN = double.IsNaN(Decode(a)), otherIsNaN = double.IsNaN(Decode(b));
        if (oneIsNaN || otherIsNaN)
            return oneIsNaN && otherIsNaN ? 0 : long.MaxValue;
        return Math.Abs(Ordinal(a) - Ordinal(b));
    }

    private long Ordinal(uint code)
    {
        if (!IsFloat)
            return (long)Decode(code);
        uint used = code >> _unusedBits;
        long magnitude = used & (SignBit - 1);
        return (used & SignBit) != 0 ? -magnitude : magnitude;
    }

    private uint Mask => Size == 4 ? uint.MaxValue : (1u << (8 * Size)) - 1;

    private static ElementFormat[] BuildAll()
    {
        var formats = new ElementFormat[(int)DataType.Boolean + 1];
        formats[(int)DataType.Int8] = new(1, 0, 0, signed: true);
        formats[(int)DataType.UInt8] = new(1, 0, 0, signed: false);
        formats[(int)DataType.Int16] = new(2, 0, 0, signed: true);
        formats[(int)DataType.UInt16] = new(2, 0, 0, signed: false);
        formats[(int)DataType.Int32] = new(4, 0, 0, signed: true);
        formats[(int)DataType.UInt32] = new(4, 0, 0, signed: false);
        formats[(int)DataType.BFloat16] = new(2, 8, 7, signed: true);
        formats[(int)DataType.Float16] = new(2, 5, 10, signed: true);
        formats[(int)DataType.Float32] = new(4, 8, 23, signed: true);
        formats[(int)DataType.TensorFloat32] = new(4, 8, 10, signed: true, unusedBits: 13);
        formats[(int)DataType.Float8E3] = new(1, 3, 4, signed: true);
        formats[(int)DataType.Float8E4] = new(1, 4, 3, signed: true);
        formats[(int)DataType.Float8E5] = new(1, 5, 2, signed: true);
        formats[(int)DataType.Boolean] = new(1, 0, 0, signed: false) { IsBoolean = true };
        return formats;
    }
}
