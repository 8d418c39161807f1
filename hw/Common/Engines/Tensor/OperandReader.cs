using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>Reads one element of every partition of an operand, as of the clock edge, in the form in which the array multiplies.</summary>
internal static class OperandReader
{
    /// <summary>Converts packed elements to FP32; INT8 to the bits of INT32; TF32 rounds to its 10 mantissa bits, to nearest even.</summary>
    public static void Convert(NumberFormats formats, DataType type, ReadOnlySpan<byte> packed, Span<float> values)
    {
        switch (type)
        {
            case DataType.Int8:
                var integers = MemoryMarshal.Cast<float, int>(values);
                for (var i = 0; i < integers.Length; i++)
                    integers[i] = (sbyte)packed[i];
                break;
            case DataType.TensorFloat32:
                Cast.ToSingle(type, packed, values);
                Cast.FromSingle(type, values, MemoryMarshal.AsBytes(values));
                break;
            default:
                formats.ToSingle(type, packed, values);
                break;
        }
    }
}
