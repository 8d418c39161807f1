using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>The element types of the safetensors format (huggingface/safetensors, enum Dtype) against those of the chip.</summary>
internal static class SafetensorsType
{
    /// <summary>The one type whose codes differ: the file's is OCP e4m3fn (to 448, no infinity), the chip's is IEEE-style (to 240).</summary>
    public const string Float8E4 = "F8_E4M3";

    private static readonly (string Text, DataType Type)[] s_known =
    [
        ("F32", DataType.Float32), ("F16", DataType.Float16), ("BF16", DataType.BFloat16),
        ("F8_E5M2", DataType.Float8E5), (Float8E4, DataType.Float8E4),
        ("I8", DataType.Int8), ("I16", DataType.Int16), ("I32", DataType.Int32),
        ("U8", DataType.UInt8), ("U16", DataType.UInt16), ("U32", DataType.UInt32), ("BOOL", DataType.Boolean),
    ];

    private static readonly string[] s_refused = ["F64", "I64", "U64", "C64", "F8_E8M0", "F6_E2M3", "F6_E3M2", "F4"];

    /// <summary>The chip's type of a file's dtype.</summary>
    /// <exception cref="InputException">
    /// <see cref="TensorCode.SafetensorsTypeUnknown"/> or <see cref="TensorCode.SafetensorsTypeUnsupported"/>.
    /// </exception>
    public static DataType Parse(string text, string tensor, SourcePlace place)
    {
        foreach ((string known, DataType type) in s_known)
        {
            if (string.Equals(known, text, StringComparison.Ordinal))
                return type;
        }

        string readable = string.Join(", ", s_known.Select(pair => pair.Text));
        if (s_refused.Contains(text, StringComparer.Ordinal))
        {
            throw new InputException(
                TensorCode.SafetensorsTypeUnsupported,
                $"tensor '{tensor}' is {text}, which the chip does not have; convert it to one of {readable}",
                place);
        }

        throw new InputException(
            TensorCode.SafetensorsTypeUnknown,
            $"tensor '{tensor}' has the unknown dtype '{text}'{Suggestion.DidYouMean(text, s_known.Select(pair => pair.Text))} (types read: {readable})",
            place);
    }

    /// <summary>The dtype that holds every value of a tensor, and the tensor's bytes in it.</summary>
    /// <remarks>
    /// FP8 E3M4 and TF32 do not exist in the format and become BF16 and F32. FP8 E4M3 stays 8-bit unless an infinity, which the
    /// file's layout lacks, makes it BF16. FP8 layouts that a chip configures become F32. No value changes.
    /// </remarks>
    public static (string Text, byte[] Data) Store(Tensor tensor) => tensor.Type switch
    {
        _ when NumberFormats.IsFloat8(tensor.Type) && tensor.Formats.Of(tensor.Type) != tensor.Type.Format() =>
            ("F32", tensor.ConvertTo(DataType.Float32).Data),
        DataType.Float8E4 => Float8Codes.ToOpen(tensor) is { } codes ? (Float8E4, codes) : ("BF16", tensor.ConvertTo(DataType.BFloat16).Data),
        DataType.Float8E3 => ("BF16", tensor.ConvertTo(DataType.BFloat16).Data),
        DataType.TensorFloat32 => ("F32", tensor.Data),
        DataType.Boolean => ("BOOL", tensor.TruthBytes()),
        _ => (s_known.First(pair => pair.Type == tensor.Type).Text, tensor.Data),
    };
}
