using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>The widths of the model's kernels as ways to compute, and codes to and from its FP32 lanes.</summary>
internal static class VectorLanes
{
    /// <summary>Implementations that a machine without wide vectors lacks fall back to narrower ones.</summary>
    public static readonly LaneWidth[] Widths = [LaneWidth.Scalar, LaneWidth.Bits256, LaneWidth.Bits512];

    public static readonly string[] Ways = ["scalar", "256 bits", "512 bits"];

    /// <summary>Codes as packed elements.</summary>
    public static byte[] Pack(VectorNumber number, ReadOnlySpan<uint> codes)
    {
        var size = number.Type.Size();
        var bytes = new byte[codes.Length * size];
        for (var i = 0; i < codes.Length; i++)
            MemoryMarshal.AsBytes(codes.Slice(i, 1))[..size].CopyTo(bytes.AsSpan(i * size)); // little-endian, as the chip
        return bytes;
    }

    public static void Unpack(VectorNumber number, ReadOnlySpan<byte> bytes, Span<uint> codes)
    {
        var size = number.Type.Size();
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = 0;
            bytes.Slice(i * size, size).CopyTo(MemoryMarshal.AsBytes(codes.Slice(i, 1)));
        }
    }

    /// <summary>Operands as an engine reads them: cast to FP32.</summary>
    public static float[] Read(VectorNumber number, ReadOnlySpan<uint> codes, LaneWidth width)
    {
        var values = new float[codes.Length];
        Cast.ToSingle(number.Type, Pack(number, codes), values, width);
        return values;
    }

    /// <summary>Results as an engine writes them: cast from FP32, rounded to nearest even.</summary>
    public static void Write(VectorNumber number, ReadOnlySpan<float> values, Span<uint> codes, LaneWidth width, Overflow overflow = Overflow.Infinity)
    {
        var bytes = new byte[values.Length * number.Type.Size()];
        Cast.FromSingle(number.Type, values, bytes, Rounding.NearestEven, default, overflow, width);
        Unpack(number, bytes, codes);
    }
}
