using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>The widths of the model's kernels as ways to compute, and codes to and from its FP32 lanes.</summary>
internal static class VectorSimd
{
    /// <summary>One for each of <see cref="KernelWidths.All"/>.</summary>
    public static readonly string[] Ways = ["scalar", "256 bits", "512 bits"];

    /// <summary>Operands as an engine reads them: cast to FP32.</summary>
    public static float[] Read(VectorNumber number, ReadOnlySpan<uint> codes, SimdWidth width)
    {
        var values = new float[codes.Length];
        Cast.ToSingle(number.Type, PackedElements.Pack(number.Type, codes), values, width);
        return values;
    }

    /// <summary>Results as an engine writes them: cast from FP32, rounded to nearest even.</summary>
    public static void Write(VectorNumber number, ReadOnlySpan<float> values, Span<uint> codes, SimdWidth width, Overflow overflow = Overflow.Infinity)
    {
        var bytes = new byte[values.Length * number.Type.Size()];
        Cast.FromSingle(number.Type, values, bytes, Rounding.NearestEven, default, overflow, width);
        PackedElements.Unpack(number.Type, bytes, codes);
    }
}
