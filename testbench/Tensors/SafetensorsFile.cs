using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using Hardware.Common.Diagnostics;
using Hardware.Common.IO;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>A .safetensors file: the header is checked when it is opened, tensors are read by name when asked for.</summary>
/// <remarks>
/// F8_E4M3 is converted by value between the file's layout and the chip's (see <see cref="Float8Codes"/>).
/// F64, I64 and U64 are refused rather than narrowed unseen.
/// </remarks>
public sealed class SafetensorsFile : IDisposable
{
    private readonly TensorFileReader _file;
    private readonly long _dataOffset;
    private readonly List<SafetensorsEntry> _entries;
    private readonly Dictionary<string, SafetensorsEntry> _byName;

    private SafetensorsFile(string path, TensorFileReader file)
    {
        FilePath = path;
        _file = file;
        (_entries, _dataOffset) = SafetensorsHeader.Read(file, path);
        _byName = _entries.ToDictionary(entry => entry.Name, StringComparer.Ordinal);
    }

    /// <summary>The file as the caller named it.</summary>
    public string FilePath { get; }

    /// <summary>Every tensor of the file, in the order of its data.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _entries;

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="InputException">The file cannot be read or its header is damaged (NR0401, NR0406, NR0420 to NR0430).</exception>
    public static SafetensorsFile Open(string path)
    {
        TensorFileReader file = TensorFileReader.Open(path);
        try
        {
            return new SafetensorsFile(path, file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Reads every tensor of a file.</summary>
    /// <exception cref="InputException">As <see cref="Open"/> and <see cref="Read(string)"/>.</exception>
    public static IReadOnlyList<Tensor> ReadAll(string path)
    {
        using SafetensorsFile file = Open(path);
        return [.. file._entries.Select(file.Read)];
    }

    /// <summary>True when the file has a tensor of that name.</summary>
    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Reads one tensor.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorNameUnknown"/>; also an FP8 value out of range (NR0431).</exception>
    public Tensor Read(string name)
    {
        if (_byName.TryGetValue(name, out SafetensorsEntry? entry))
            return Read(entry);
        string names = _entries.Count > 0 ? string.Join(", ", _entries.Select(e => e.Name)) : "none";
        throw new InputException(
            TensorCode.TensorNameUnknown,
            $"the file has no tensor '{name}'{Suggestion.DidYouMean(name, _entries.Select(e => e.Name))} (tensors: {names})",
            new SourcePlace(FilePath));
    }

    /// <summary>Writes tensors in the given order, whole or not at all; <see cref="SafetensorsType.Store"/> says in which types.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="tensors">Names must differ.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">Two tensors have one name, or a name is the reserved <c>__metadata__</c>.</exception>
    public static void Write(string path, IReadOnlyCollection<Tensor> tensors)
    {
        using AtomicFile file = AtomicFile.Create(path);
        Write(file.Stream, tensors);
        file.Commit();
    }

    /// <inheritdoc cref="Write(string, IReadOnlyCollection{Tensor})"/>
    public static void Write(Stream stream, IReadOnlyCollection<Tensor> tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal) { "__metadata__" };
        var stored = new List<byte[]>(tensors.Count);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            long offset = 0;
            writer.WriteStartObject();
            foreach (Tensor tensor in tensors)
            {
                if (!names.Add(tensor.Name))
                    throw new ArgumentException($"tensor name '{tensor.Name}' is used twice or reserved", nameof(tensors));
                (string dtype, byte[] data) = SafetensorsType.Store(tensor);
                stored.Add(data);
                WriteEntry(writer, tensor, dtype, offset, offset + data.Length);
                offset += data.Length;
            }

            writer.WriteEndObject();
        }

        // Spaces pad the header so that the data starts at a multiple of 8, as the format's own writer does.
        int padding = (int)(-json.Length & 7);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length + padding);
        stream.Write(length);
        stream.Write(json.GetBuffer().AsSpan(0, (int)json.Length));
        stream.Write(Encoding.ASCII.GetBytes(new string(' ', padding)));
        foreach (byte[] data in stored)
            stream.Write(data);
    }

    public void Dispose() => _file.Dispose();

    private static void WriteEntry(Utf8JsonWriter writer, Tensor tensor, string dtype, long begin, long end)
    {
        writer.WriteStartObject(tensor.Name);
        writer.WriteString("dtype", dtype);
        writer.WriteStartArray("shape");
        foreach (int size in tensor.Shape)
            writer.WriteNumberValue(size);
        writer.WriteEndArray();
        writer.WriteStartArray("data_offsets");
        writer.WriteNumberValue(begin);
        writer.WriteNumberValue(end);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private Tensor Read(SafetensorsEntry entry)
    {
        byte[] data = _file.Read(_dataOffset + entry.Begin, (int)(entry.End - entry.Begin));
        if (entry.Dtype is SafetensorsType.Float8E4)
            Float8Codes.FromOpen(data, entry.Name, FilePath, _dataOffset + entry.Begin);
        return new Tensor(entry.Name, entry.Type, [.. entry.Shape], data);
    }
}
