using Hardware.Common.Numerics;

namespace Hardware.Testbench.Generators;

/// <summary>Element codes of a value class, for every type: pure functions of some random bits.</summary>
public static class ElementCodes
{
    // A 24-bit significand is what an integer must exceed to lie between two FP32 values.
    private const int SingleSignificandBits = 24;

    /// <summary>The code of one; what a shrunk tensor is filled with.</summary>
    public static uint One(DataType type) => type.IsFloat() ? Place(type, (uint)type.Format().Bias << type.Format().MantissaBits) : 1;

    /// <summary>True if the type has values of the class.</summary>
    public static bool Has(DataType type, ValueClass value) => type.IsFloat()
        || value is ValueClass.Zero or ValueClass.Normal or ValueClass.Large
        || (value == ValueClass.Tie && type.Size() == 4);

    /// <summary>A code of the class; of <see cref="ValueClass.Normal"/> if the type has none.</summary>
    public static uint Draw(DataType type, ValueClass value, ulong bits)
    {
        if (!Has(type, value))
            value = ValueClass.Normal;
        return type.IsFloat() ? Float(type, value, bits) : Integer(type, value, bits);
    }

    /// <summary>The class of a code; a float counts as <see cref="ValueClass.Tie"/> if its mantissa is short and not zero.</summary>
    public static ValueClass ClassOf(DataType type, uint code) => type.IsFloat() ? FloatClass(type, code) : IntegerClass(type, code);

    private static uint Float(DataType type, ValueClass value, ulong bits)
    {
        var format = type.Format();
        var mantissaMask = (1u << format.MantissaBits) - 1;
        var mantissa = (uint)(bits >> 32) & mantissaMask;
        var sign = (bits & 1) != 0 ? format.SignBit : 0;
        var choice = (int)(bits >> 1) & 0x7F;
        var largest = (1 << format.ExponentBits) - 2;
        uint magnitude = value switch
        {
            ValueClass.Zero => 0,
            ValueClass.Subnormal => Math.Max(mantissa, 1),
            ValueClass.Normal => Join(Math.Clamp(format.Bias + (choice % 5) - 3, 1, largest), mantissa),
            ValueClass.Large => Join(Math.Max(largest - (choice % 3), 1), choice < 32 ? mantissaMask : mantissa),
            ValueClass.Tie => Join(Math.Clamp(format.Bias + (choice % 8) - 1, 1, largest), Midway(mantissa, (int)(bits >> 8 & 0xFF) % format.MantissaBits)),
            ValueClass.Infinity => format.Infinity,
            _ => format.Infinity | Math.Max(mantissa, 1),
        };

        // TF32 is stored in FP32's place; what lies below its mantissa may hold anything, and the array rounds it away.
        var below = type == DataType.TensorFloat32 && value is ValueClass.Normal or ValueClass.Large ? (uint)(bits >> 16) & 0x1FFF : 0;
        return Place(type, sign | magnitude) | below;

        uint Join(int exponent, uint fraction) => ((uint)exponent << format.MantissaBits) | fraction;
    }

    // One at the position, zeros below it.
    private static uint Midway(uint mantissa, int position) => (mantissa >> position | 1) << position;

    private static uint Integer(DataType type, ValueClass value, ulong bits)
    {
        var width = type.Size() * 8;
        var random = (uint)(bits >> 32);
        uint code = value switch
        {
            ValueClass.Zero => 0,
            ValueClass.Normal => type.IsSigned() ? (uint)(sbyte)random : random & 0xFF,
            ValueClass.Large => (1u << (int)(random >> 8) % width) + (random % 3) - 1,
            _ => ((1u << SingleSignificandBits) + (random & 0xFF)) | 1,
        };
        if (value == ValueClass.Tie && type.IsSigned() && (bits & 1) != 0)
            code = (uint)-(int)code;
        return width == 32 ? code : code & ((1u << width) - 1);
    }

    private static uint Place(DataType type, uint code) => type == DataType.TensorFloat32 ? code << 13 : code;

    private static ValueClass FloatClass(DataType type, uint code)
    {
        var format = type.Format();
        if (type == DataType.TensorFloat32)
            code >>= 13;
        var magnitude = code & (format.SignBit - 1);
        var mantissa = magnitude & ((1u << format.MantissaBits) - 1);
        var exponent = (int)(magnitude >> format.MantissaBits);
        if (magnitude >= format.Infinity)
            return mantissa == 0 ? ValueClass.Infinity : ValueClass.NaN;
        if (exponent == 0)
            return mantissa == 0 ? ValueClass.Zero : ValueClass.Subnormal;
        if (exponent >= (1 << format.ExponentBits) - 4 && exponent > format.Bias + 1)
            return ValueClass.Large;
        return mantissa != 0 && (mantissa & ((1u << (format.MantissaBits / 2)) - 1)) == 0 ? ValueClass.Tie : ValueClass.Normal;
    }

    private static ValueClass IntegerClass(DataType type, uint code)
    {
        var shift = 32 - (type.Size() * 8);
        var value = type.IsSigned() ? (int)(code << shift) >> shift : (long)code;
        if (value == 0)
            return ValueClass.Zero;
        if (Math.Abs(value) >> SingleSignificandBits == 1 && (value & 1) != 0)
            return ValueClass.Tie;
        return Math.Abs(value) < 127 ? ValueClass.Normal : ValueClass.Large;
    }
}
