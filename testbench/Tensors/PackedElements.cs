using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Tensors;

/// <summary>Codes, one a word, to elements as memory holds them, little-endian and without gaps, and back.</summary>
internal static class PackedElements
{
    public static byte[] Pack(DataType type, ReadOnlySpan<uint> codes)
    {
        var size = type.Size();
        var bytes = new byte[codes.Length * size];
        for (var i = 0; i < codes.Length; i++)
            MemoryMarshal.AsBytes(codes.Slice(i, 1))[..size].CopyTo(bytes.AsSpan(i * size));
        return bytes;
    }

    /// <param name="type">Type of the elements.</param>
    /// <param name="bytes">As many elements as there are codes.</param>
    /// <param name="codes">Receives the codes, zero-extended.</param>
    public static void Unpack(DataType type, ReadOnlySpan<byte> bytes, Span<uint> codes)
    {
        var size = type.Size();
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = 0;
            bytes.Slice(i * size, size).CopyTo(MemoryMarshal.AsBytes(codes.Slice(i, 1)));
        }
    }
}
