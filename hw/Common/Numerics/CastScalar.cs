using System.Buffers.Binary;

namespace Hardware.Common.Numerics;

/// <summary>One-element conversions in integer arithmetic: the truth that the vectorised <see cref="Cast"/> is held to.</summary>
public static class CastScalar
{
    /// <summary>Reads a little-endian element as FP32. Integers round to nearest even; bool gives 0 or 1; FP32 and TF32 bits pass unchanged.</summary>
    /// <param name="from">Type of the element.</param>
    /// <param name="source">At least <c>from.Size()</c> bytes.</param>
    public static float ToSingle(DataType from, ReadOnlySpan<byte> source) => from switch
    {
        DataType.Boolean => source[0] == 0 ? 0 : 1,
        DataType.Int8 => (sbyte)source[0],
        DataType.UInt8 => source[0],
        DataType.Int16 => BinaryPrimitives.ReadInt16LittleEndian(source),
        DataType.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(source),
        DataType.Int32 => IntegerToSingle(BinaryPrimitives.ReadInt32LittleEndian(source)),
        DataType.UInt32 => IntegerToSingle(BinaryPrimitives.ReadUInt32LittleEndian(source)),
        DataType.Float32 or DataType.TensorFloat32 => BinaryPrimitives.ReadSingleLittleEndian(source),
        _ => ToSingle(from.Format(), source),
    };

    /// <summary>Reads a little-endian element of a float layout of 8 or 16 bits.</summary>
    public static float ToSingle(FloatFormat from, ReadOnlySpan<byte> source)
    {
        var code = from.TotalBits <= 8 ? source[0] : BinaryPrimitives.ReadUInt16LittleEndian(source);
        return BitConverter.UInt32BitsToSingle(from.Decode(code));
    }

    /// <summary>Writes an FP32 value as a little-endian element.</summary>
    /// <param name="to">Type of the element.</param>
    /// <param name="value">FP32 to FP32 is a copy of the bits; every other conversion makes NaN quiet, 0 in an integer, and 1 in a bool.</param>
    /// <param name="destination">At least <c>to.Size()</c> bytes.</param>
    /// <param name="rounding">How inexact values are rounded.</param>
    /// <param name="randomBits">32 uniform bits for <see cref="Rounding.Stochastic"/>.</param>
    /// <param name="overflow">For float types; integers always saturate.</param>
    public static void FromSingle(
        DataType to,
        float value,
        Span<byte> destination,
        Rounding rounding = Rounding.NearestEven,
        uint randomBits = 0,
        Overflow overflow = Overflow.Infinity)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        switch (to)
        {
            case DataType.Float32:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, bits);
                break;
            case DataType.TensorFloat32:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, to.Format().Encode(bits, rounding, randomBits, overflow) << 13);
                break;
            case DataType.Boolean:
                destination[0] = value == 0 ? (byte)0 : (byte)1;
                break;
            case DataType.Int8 or DataType.UInt8:
                destination[0] = (byte)ToInteger(to, bits, rounding, randomBits);
                break;
            case DataType.Int16 or DataType.UInt16:
                BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)ToInteger(to, bits, rounding, randomBits));
                break;
            case DataType.Int32 or DataType.UInt32:
                BinaryPrimitives.WriteUInt32LittleEndian(destination, (uint)ToInteger(to, bits, rounding, randomBits));
                break;
            default:
                FromSingle(to.Format(), value, destination, rounding, randomBits, overflow);
                break;
        }
    }

    /// <summary>Writes an FP32 value as a little-endian element of a float layout of 8 or 16 bits.</summary>
    public static void FromSingle(
        FloatFormat to,
        float value,
        Span<byte> destination,
        Rounding rounding = Rounding.NearestEven,
        uint randomBits = 0,
        Overflow overflow = Overflow.Infinity)
    {
        var code = to.Encode(BitConverter.SingleToUInt32Bits(value), rounding, randomBits, overflow);
        if (to.TotalBits <= 8)
            destination[0] = (byte)code;
        else
            BinaryPrimitives.WriteUInt16LittleEndian(destination, (ushort)code);
    }

    /// <summary>FP32 bits to an integer type: rounded, then saturated; NaN gives 0.</summary>
    private static long ToInteger(DataType to, uint singleBits, Rounding rounding, uint randomBits)
    {
        var (smallest, largest) = (to.Smallest(), to.Largest());
        var magnitude = singleBits & 0x7FFFFFFF;
        if (magnitude > 0x7F800000)
            return 0;
        var negative = singleBits >> 31 != 0;
        var field = (int)(magnitude >> 23);
        var significand = field == 0 ? magnitude : (magnitude & 0x7FFFFF) | 0x800000;
        var shift = 23 - (Math.Max(field, 1) - 127);
        if (shift < -9)
            return negative ? smallest : largest; // 2^33 and more lies beyond every type
        var rounded = shift <= 0
            ? (long)significand << -shift
            : SignificandRounding.ShiftRight(significand, shift, rounding, randomBits);
        return Math.Clamp(negative ? -rounded : rounded, smallest, largest);
    }

    /// <summary>An integer of at most 32 bits to FP32, to nearest even.</summary>
    public static float IntegerToSingle(long value)
    {
        if (value == 0)
            return 0;
        var sign = value < 0 ? 0x80000000 : 0;
        var magnitude = (uint)Math.Abs(value);
        var top = System.Numerics.BitOperations.Log2(magnitude);
        uint significand;
        if (top <= 23)
        {
            significand = magnitude << (23 - top);
        }
        else
        {
            var shift = top - 23;
            var discarded = magnitude & ((1u << shift) - 1);
            var half = 1u << (shift - 1);
            significand = magnitude >> shift;
            if (discarded > half || (discarded == half && (significand & 1) != 0))
                significand++;
        }

        // The leading one, and a carry out of rounding, add to the exponent field.
        return BitConverter.UInt32BitsToSingle(sign | (((uint)(top + 126) << 23) + significand));
    }
}
