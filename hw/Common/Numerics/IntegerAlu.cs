using System.Buffers.Binary;

namespace Hardware.Common.Numerics;

/// <summary>
/// Operators on integer lanes: bits in, bits out, no cast. Each works at the width of the element, as NumPy's do: its result is cut to that
/// width, so that a following operator sees no more.
/// </summary>
public static class IntegerAlu
{
    /// <summary>Applies an operator element by element.</summary>
    /// <param name="op">A bitwise operator, or add, subtract or multiply.</param>
    /// <param name="size">Bytes of an element: 1, 2 or 4.</param>
    /// <param name="left">Packed elements.</param>
    /// <param name="right">Packed elements of the same count; not read by <see cref="AluOperator.BitwiseNot"/>.</param>
    /// <param name="result">Receives the packed results; may be <paramref name="left"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operator has no integer form.</exception>
    public static void Apply(AluOperator op, int size, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right, Span<byte> result)
    {
        for (var i = 0; i < result.Length; i += size)
            Store(result[i..], size, Apply(op, size, Load(left[i..], size), Load(right[i..], size)));
    }

    /// <summary>One element of <paramref name="size"/> bytes; <paramref name="left"/>, <paramref name="right"/> and the result are zero-extended.</summary>
    public static uint Apply(AluOperator op, int size, uint left, uint right) => Mask(size) & op switch
    {
        AluOperator.Add => left + right,
        AluOperator.Subtract => left - right,
        AluOperator.Multiply => left * right,
        _ => SimdScalar.Apply(op, left, right),
    };

    /// <summary>The bits of an element of 1, 2 or 4 bytes.</summary>
    public static uint Mask(int size) => uint.MaxValue >> (32 - (8 * size));

    /// <summary>Zero-extends an element.</summary>
    public static uint Load(ReadOnlySpan<byte> bytes, int size) => size switch
    {
        1 => bytes[0],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
    };

    /// <summary>Stores the low bytes of an element.</summary>
    public static void Store(Span<byte> bytes, int size, uint value)
    {
        if (size == 1)
            bytes[0] = (byte)value;
        else if (size == 2)
            BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)value);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
    }
}
