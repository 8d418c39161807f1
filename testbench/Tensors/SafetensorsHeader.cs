using System.Buffers.Binary;
using System.Text.Json;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// The header of a safetensors file (huggingface/safetensors, "Format"): 8 bytes of little-endian length, then a JSON object of
/// name -> dtype, shape, data_offsets, then the data, which the tensors must cover exactly.
/// </summary>
internal static class SafetensorsHeader
{
    /// <summary>The format's own limit.</summary>
    private const long MaximumLength = 100_000_000;

    /// <summary>Reads and checks the header of a file.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="path">Its name, for messages.</param>
    /// <returns>The tensors in the order of their data, and the file offset of the data.</returns>
    /// <exception cref="InputException">The header is damaged or names a type that the chip does not have (NR0406, NR0420 to NR0430).</exception>
    public static (List<SafetensorsEntry> Entries, long DataOffset) Read(TensorFileReader file, string path)
    {
        long length = file.Length < 8 ? long.MaxValue : BinaryPrimitives.ReadInt64LittleEndian(file.Read(0, 8));
        if (length != long.MaxValue && length is < 0 or > MaximumLength)
        {
            throw new InputException(
                TensorCode.SafetensorsHeaderTooLong,
                $"the file states a header of {(ulong)length} bytes, above the format's {MaximumLength}; it is damaged or no safetensors file",
                SourcePlace.AtByte(path, 0));
        }

        if (length > file.Length - 8)
        {
            throw new InputException(
                TensorCode.SafetensorsHeaderCutShort,
                "the file ends inside its safetensors header; copy or save the whole file again",
                SourcePlace.AtByte(path, file.Length));
        }

        var entries = new List<SafetensorsEntry>();
        long dataLength = file.Length - 8 - length;
        using (JsonDocument document = ParseJson(file.Read(8, (int)length), path))
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (!names.Add(property.Name))
                {
                    throw new InputException(
                        TensorCode.SafetensorsNameTwice,
                        $"the header names tensor '{property.Name}' twice; give every tensor its own name",
                        new SourcePlace(path));
                }

                if (property.Name is not "__metadata__")
                    entries.Add(ReadEntry(property, dataLength, path));
            }
        }

        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin)
            : a.End != b.End ? a.End.CompareTo(b.End)
            : string.CompareOrdinal(a.Name, b.Name));
        RequireExactCover(entries, dataLength, 8 + length, path);
        return (entries, 8 + length);
    }

    private static JsonDocument ParseJson(byte[] json, string path)
    {
        string reason = "it is not an object";
        long offset = 8;
        Exception? cause = null;
        try
        {
            JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                RequireReadableText(document.RootElement);
                return document;
            }

            document.Dispose();
        }
        catch (InvalidOperationException e)
        {
            (reason, cause) = ("a text is not valid Unicode", e);
        }
        catch (JsonException e)
        {
            reason = e.Message;
            offset += e.LineNumber is null or 0 ? e.BytePositionInLine ?? 0 : 0;
            cause = e;
        }

        throw new InputException(
            TensorCode.SafetensorsHeaderNotJson,
            $"the safetensors header is not a JSON object of tensors ({reason.TrimEnd('.')}); save the file again with the safetensors library",
            SourcePlace.AtByte(path, offset),
            cause);
    }

    /// <summary>Unpaired surrogate escapes pass the parser and fail when the text is asked for: ask here, once.</summary>
    /// <exception cref="InvalidOperationException">Some name or dtype is not valid Unicode.</exception>
    private static void RequireReadableText(JsonElement header)
    {
        foreach (JsonProperty property in header.EnumerateObject())
        {
            _ = property.Name;
            if (property.Value.ValueKind != JsonValueKind.Object)
                continue;
            foreach (JsonProperty field in property.Value.EnumerateObject())
            {
                _ = field.Name;
                if (field.Value.ValueKind == JsonValueKind.String)
                    _ = field.Value.GetString();
            }
        }
    }

    private static SafetensorsEntry ReadEntry(JsonProperty property, long dataLength, string path)
    {
        var place = new SourcePlace(path);
        if (!TryReadFields(property.Value, out string dtype, out long[] shape, out long begin, out long end))
        {
            throw new InputException(
                TensorCode.SafetensorsEntryMalformed,
                $"the header entry of tensor '{property.Name}' is not {{\"dtype\": TEXT, \"shape\": [SIZES], \"data_offsets\": [BEGIN, END]}}; save the file again",
                place);
        }

        DataType type = SafetensorsType.Parse(dtype, property.Name, place);
        int[] narrow = TensorShape.Narrow(shape, type, property.Name, place, out int bytes);
        if (begin > end || end > dataLength)
        {
            throw new InputException(
                TensorCode.SafetensorsOffsetsOutOfRange,
                $"tensor '{property.Name}' lies at data bytes {begin} to {end}, but the file has {dataLength} data bytes; copy or save the whole file again",
                place);
        }

        if (end - begin != bytes)
        {
            throw new InputException(
                TensorCode.SafetensorsSizeWrong,
                $"tensor '{property.Name}' of {dtype} {TensorShape.Text(shape)} needs {bytes} bytes, but its data_offsets span {end - begin}; save the file again",
                place);
        }

        return new SafetensorsEntry(property.Name, type, dtype, narrow, begin, end);
    }

    private static bool TryReadFields(JsonElement entry, out string dtype, out long[] shape, out long begin, out long end)
    {
        (dtype, shape, begin, end) = ("", [], 0, 0);
        if (entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("dtype", out JsonElement dtypeField) || dtypeField.ValueKind != JsonValueKind.String
            || !entry.TryGetProperty("shape", out JsonElement shapeField) || !TryReadSizes(shapeField, out shape)
            || !entry.TryGetProperty("data_offsets", out JsonElement offsetsField) || !TryReadSizes(offsetsField, out long[] offsets)
            || offsets.Length != 2)
        {
            return false;
        }

        (dtype, begin, end) = (dtypeField.GetString()!, offsets[0], offsets[1]);
        return true;
    }

    private static bool TryReadSizes(JsonElement field, out long[] sizes)
    {
        sizes = [];
        if (field.ValueKind != JsonValueKind.Array)
            return false;
        var read = new List<long>();
        foreach (JsonElement item in field.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out long size) || size < 0)
                return false;
            read.Add(size);
        }

        sizes = [.. read];
        return true;
    }

    private static void RequireExactCover(List<SafetensorsEntry> entries, long dataLength, long dataOffset, string path)
    {
        long covered = 0;
        string before = "the header";
        foreach (SafetensorsEntry entry in entries.Append(new SafetensorsEntry("the end", DataType.Invalid, "", [], dataLength, dataLength)))
        {
            if (entry.Begin < covered)
            {
                throw new InputException(
                    TensorCode.SafetensorsOverlap,
                    $"tensors '{before}' and '{entry.Name}' share data bytes {entry.Begin} to {Math.Min(covered, entry.End)}; save the file again",
                    SourcePlace.AtByte(path, dataOffset + entry.Begin));
            }

            if (entry.Begin > covered)
            {
                throw new InputException(
                    TensorCode.SafetensorsHole,
                    $"data bytes {covered} to {entry.Begin} belong to no tensor; save the file again with the safetensors library",
                    SourcePlace.AtByte(path, dataOffset + covered));
            }

            (covered, before) = (entry.End, entry.Name);
        }
    }
}
