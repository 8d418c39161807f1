using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Hardware.Waveforms.Vcd;

/// <summary>Values as ASCII digits 0 and 1, most significant first.</summary>
/// <remarks>
/// Every method stores whole blocks of 32 bytes, so the destination needs 32 bytes of room past the last digit; what lies
/// there afterwards is undefined. Writing past the end and stepping back is what makes leading zeros free to drop.
/// </remarks>
public static class BinaryDigits
{
    /// <summary>Room that a value of <paramref name="width"/> bits may touch, in bytes.</summary>
    public static int Room(int width) => width + 64;

    /// <summary>Stores 32 digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write32(uint value, ref byte destination)
    {
        if (Vector256.IsHardwareAccelerated)
            Write32Vector(value, ref destination);
        else
            Write32Scalar(value, ref destination);
    }

    /// <summary>One digit at a time: the twin that shows what <see cref="Write32Vector"/> does.</summary>
    public static void Write32Scalar(uint value, ref byte destination)
    {
        for (var digit = 0; digit < 32; digit++)
            Unsafe.Add(ref destination, digit) = (byte)('0' + ((value >> (31 - digit)) & 1));
    }

    /// <summary>Spreads each byte over eight lanes, keeps one bit per lane, and turns "bit set" (-1) into '1' by subtraction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write32Vector(uint value, ref byte destination)
    {
        var spread = Vector256.Shuffle(Vector256.Create(value).AsByte(), Vector256.Create(
            (byte)3, 3, 3, 3, 3, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2,
            17, 17, 17, 17, 17, 17, 17, 17, 16, 16, 16, 16, 16, 16, 16, 16));
        var bit = Vector256.Create(0x0102040810204080UL).AsByte();
        var digits = Vector256.Create((byte)'0') - Vector256.Equals(spread & bit, bit);
        digits.StoreUnsafe(ref destination);
    }

    /// <summary>Writes a value without its leading zeros (a lone 0 for zero) and returns the number of digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int WriteTrimmed(ulong value, ref byte destination)
    {
        int leading;
        if (value <= uint.MaxValue)
        {
            leading = BitOperations.LeadingZeroCount((uint)value | 1);
            Write32((uint)value << leading, ref destination);
            return 32 - leading;
        }

        leading = BitOperations.LeadingZeroCount(value);
        value <<= leading;
        Write32((uint)(value >> 32), ref destination);
        Write32((uint)value, ref Unsafe.Add(ref destination, 32));
        return 64 - leading;
    }

    /// <summary>
    /// Writes the low <paramref name="width"/> bits of a little-endian value of any size without leading zeros and returns the
    /// number of digits.
    /// </summary>
    public static int WriteTrimmed(ReadOnlySpan<byte> littleEndian, int width, ref byte destination)
    {
        var top = width - 1 >> 5;
        var word = Word(littleEndian, top) & (uint.MaxValue >> (31 - (width - 1 & 31)));
        while (word == 0 && top > 0)
            word = Word(littleEndian, --top);
        var digits = WriteTrimmed(word, ref destination);
        while (top > 0)
        {
            Write32(Word(littleEndian, --top), ref Unsafe.Add(ref destination, digits));
            digits += 32;
        }

        return digits;
    }

    private static uint Word(ReadOnlySpan<byte> littleEndian, int index)
    {
        var rest = littleEndian[(index * 4)..];
        if (rest.Length >= 4)
            return BinaryPrimitives.ReadUInt32LittleEndian(rest);
        var word = 0u;
        for (var i = 0; i < rest.Length; i++)
            word |= (uint)rest[i] << (8 * i);
        return word;
    }
}
