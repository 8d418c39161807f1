using System.Buffers.Binary;
using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Common.IO;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// NumPy's .npy files (NumPy documentation, numpy.lib.format): reads versions 1.0, 2.0 and 3.0, writes 1.0.
/// </summary>
/// <remarks>
/// Element types: f4, f2, i1, i2, i4, u1, u2, u4, and b1, whose bytes are written as 0 and 1. Eight-byte types are refused
/// rather than narrowed unseen. The format has no BF16, TF32 or FP8: such tensors are written as f4, which holds each of their values.
/// </remarks>
public static class NpyFile
{
    private const int Alignment = 64;
    private const int MaximumHeader = 1 << 24;
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file; the tensor is named after it, without folder and extension.</summary>
    /// <exception cref="InputException">The file cannot be read or is not a .npy file of a type that the chip has (NR0401 to NR0417).</exception>
    public static Tensor Read(string path)
    {
        using TensorFileReader file = TensorFileReader.Open(path);
        (NpyHeader header, int dataOffset) = ReadHeader(file, path);
        DataType type = TypeOf(header.Description, path);
        if (header.FortranOrder && header.Shape.Length > 1)
        {
            throw new InputException(
                TensorCode.NpyFortranOrder,
                "the array is stored column by column (fortran_order); save numpy.ascontiguousarray(a)",
                new SourcePlace(path));
        }

        string name = Path.GetFileNameWithoutExtension(path);
        int[] shape = TensorShape.Narrow(header.Shape, type, name, new SourcePlace(path), out int bytes);
        if (file.Length - dataOffset != bytes)
        {
            throw new InputException(
                TensorCode.NpyDataSizeWrong,
                $"shape {TensorShape.Text(shape)} of '{header.Description}' needs {bytes} data bytes, but the file has {file.Length - dataOffset}; "
                + "copy or save the whole file again",
                SourcePlace.AtByte(path, dataOffset));
        }

        return new Tensor(name, type, shape, file.Read(dataOffset, bytes));
    }

    /// <summary>Writes a file of version 1.0, whole or not at all.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Tensor tensor)
    {
        using AtomicFile file = AtomicFile.Create(path);
        Write(file.Stream, tensor);
        file.Commit();
    }

    /// <summary>Writes the bytes of a file of version 1.0.</summary>
    public static void Write(Stream stream, Tensor tensor)
    {
        if (DescriptionOf(tensor.Type) is not { } description)
        {
            description = "<f4";
            tensor = tensor.ConvertTo(DataType.Float32);
        }

        var shape = new long[tensor.Shape.Length];
        for (int i = 0; i < shape.Length; i++)
            shape[i] = tensor.Shape[i];
        string text = new NpyHeader(description, FortranOrder: false, shape).Text();

        // The literal ends in a line feed and is padded with spaces so that the data starts at a multiple of 64.
        int before = Magic.Length + 4;
        int padded = ((before + text.Length + 1 + Alignment - 1) / Alignment * Alignment) - before;
        stream.Write(Magic);
        stream.Write([1, 0, (byte)padded, (byte)(padded >> 8)]);
        stream.Write(Encoding.ASCII.GetBytes(text.PadRight(padded - 1) + "\n"));
        stream.Write(tensor.Type == DataType.Boolean ? tensor.TruthBytes() : tensor.Data);
    }

    private static (NpyHeader Header, int DataOffset) ReadHeader(TensorFileReader file, string path)
    {
        byte[] start = file.Read(0, (int)Math.Min(12, file.Length));
        if (!start.AsSpan().StartsWith(Magic))
        {
            throw new InputException(
                TensorCode.NpyMagicMissing,
                "the file does not start with the NumPy mark \\x93NUMPY; save the array with numpy.save",
                SourcePlace.AtByte(path, 0));
        }

        int major = start.Length > 7 ? start[6] : 1;
        if (major is < 1 or > 3 || (start.Length > 7 && start[7] != 0))
        {
            throw new InputException(
                TensorCode.NpyVersionUnknown,
                $".npy format version {major}.{start[7]} is unknown; versions 1.0, 2.0 and 3.0 are read",
                SourcePlace.AtByte(path, 6));
        }

        int textOffset = major == 1 ? 10 : 12;
        long textLength = start.Length < textOffset ? -1
            : major == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start.AsSpan(8))
            : BinaryPrimitives.ReadUInt32LittleEndian(start.AsSpan(8));
        if (textLength < 0 || textLength > MaximumHeader || textOffset + textLength > file.Length)
        {
            throw new InputException(
                TensorCode.NpyHeaderCutShort,
                "the file ends inside its .npy header; copy or save the whole file again",
                SourcePlace.AtByte(path, file.Length));
        }

        Encoding encoding = major == 3 ? Encoding.UTF8 : Encoding.Latin1;
        string text = encoding.GetString(file.Read(textOffset, (int)textLength));
        return (NpyHeader.Parse(text, path, textOffset), textOffset + (int)textLength);
    }

    private static DataType TypeOf(string description, string path)
    {
        DataType type = description.TrimStart('<', '|', '=', '>') switch
        {
            "f4" => DataType.Float32,
            "f2" => DataType.Float16,
            "i1" => DataType.Int8,
            "i2" => DataType.Int16,
            "i4" => DataType.Int32,
            "u1" => DataType.UInt8,
            "b1" or "?" => DataType.Boolean,
            "u2" => DataType.UInt16,
            "u4" => DataType.UInt32,
            _ => DataType.Invalid,
        };
        if (type == DataType.Invalid)
        {
            string remedy = description.EndsWith("f8", StringComparison.Ordinal) ? "convert it with a.astype('<f4')"
                : description.EndsWith("i8", StringComparison.Ordinal) ? "convert it with a.astype('<i4')"
                : description.Contains('V', StringComparison.Ordinal) ? "BF16 and FP8 need a .safetensors file"
                : "convert it with a.astype";
            throw new InputException(
                TensorCode.NpyTypeUnsupported,
                $"the chip has no element type '{description}'; {remedy} (types read: f4, f2, i1, i2, i4, u1, u2, u4, b1)",
                new SourcePlace(path));
        }

        if (description[0] == '>' && ElementFormat.Of(type).Size > 1)
        {
            throw new InputException(
                TensorCode.NpyBigEndian,
                $"the array is stored big-endian ('{description}'); save it little-endian, for example a.astype('<{description[1..]}')",
                new SourcePlace(path));
        }

        return type;
    }

    private static string? DescriptionOf(DataType type) => type switch
    {
        DataType.Float32 => "<f4",
        DataType.Float16 => "<f2",
        DataType.Int8 => "|i1",
        DataType.Int16 => "<i2",
        DataType.Int32 => "<i4",
        DataType.UInt8 => "|u1",
        DataType.Boolean => "|b1",
        DataType.UInt16 => "<u2",
        DataType.UInt32 => "<u4",
        _ => null,
    };
}
