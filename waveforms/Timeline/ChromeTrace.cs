using System.Text.Encodings.Web;
using System.Text.Json;
using Hardware.Common.IO;

namespace Hardware.Waveforms.Timeline;

/// <summary>
/// Writes a timeline in the trace event format that Perfetto and Chrome read: processes (chips) with threads (engines, queues) and
/// on them bars from start to end. Events stream to the file as they are added.
/// </summary>
/// <remarks>Times are femtoseconds here and exact decimal microseconds in the file.</remarks>
public sealed class ChromeTrace : IDisposable
{
    private const int FlushBytes = 1 << 16;
    private readonly Stream _stream;
    private readonly AtomicFile? _file;
    private readonly Utf8JsonWriter _json;
    private bool _closed;

    /// <summary>Writes to a stream that stays open.</summary>
    public ChromeTrace(Stream stream)
    {
        _stream = stream;
        // Names are shown in a viewer, never inside a web page, so arrows and quotes may stay readable.
        _json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        _json.WriteStartObject();
        _json.WriteString("displayTimeUnit"u8, "ns"u8);
        _json.WriteStartArray("traceEvents"u8);
    }

    private ChromeTrace(AtomicFile file) : this(file.Stream) => _file = file;

    /// <summary>Writes to a file, which gets its name when the trace is closed.</summary>
    /// <exception cref="Common.Diagnostics.InputException">The file cannot be created.</exception>
    public static ChromeTrace Create(string path) => new(AtomicFile.Create(path));

    /// <summary>Names a process; processes are shown in order of their numbers.</summary>
    public void NameProcess(int process, string name)
    {
        Metadata("process_name"u8, process, null, name, 0);
        Metadata("process_sort_index"u8, process, null, null, process);
    }

    /// <summary>Names a thread of a process; threads are shown in order of their numbers.</summary>
    public void NameThread(int process, int thread, string name)
    {
        Metadata("thread_name"u8, process, thread, name, 0);
        Metadata("thread_sort_index"u8, process, thread, null, thread);
    }

    /// <summary>A bar from <paramref name="start"/> to <paramref name="end"/>, in femtoseconds. Bars of one thread nest or follow.</summary>
    public void Complete(int process, int thread, string category, string name, long start, long end, params ReadOnlySpan<TraceArgument> arguments)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(end, start);
        Begin("X"u8, process, thread, name, start);
        _json.WriteString("cat"u8, category);
        Time("dur"u8, end - start);
        Arguments(arguments);
        End();
    }

    /// <summary>A mark at one time on a thread, in femtoseconds.</summary>
    public void Instant(int process, int thread, string category, string name, long time, params ReadOnlySpan<TraceArgument> arguments)
    {
        Begin("i"u8, process, thread, name, time);
        _json.WriteString("cat"u8, category);
        _json.WriteString("s"u8, "t"u8);
        Arguments(arguments);
        End();
    }

    /// <summary>A value that is drawn as a curve of a process, from a time in femtoseconds on.</summary>
    public void Counter(int process, string name, long time, params ReadOnlySpan<TraceArgument> series)
    {
        Begin("C"u8, process, null, name, time);
        Arguments(series);
        End();
    }

    /// <summary>Ends the document and gives the file its name; valid at any moment. Does nothing the second time.</summary>
    public void Close()
    {
        if (_closed)
            return;
        _closed = true;
        _json.WriteEndArray();
        _json.WriteEndObject();
        _json.Dispose();
        _stream.Flush();
        _file?.Commit();
    }

    /// <summary>Throws the trace away: no file is left, and one of that name stays as it was.</summary>
    public void Abandon()
    {
        _closed = true;
        _file?.Dispose();
    }

    /// <summary>Closes, so that an exception or an interrupt leaves a valid trace.</summary>
    public void Dispose()
    {
        try
        {
            Close();
        }
        finally
        {
            _file?.Dispose();
        }
    }

    private void Begin(ReadOnlySpan<byte> phase, int process, int? thread, string name, long time)
    {
        _json.WriteStartObject();
        _json.WriteString("ph"u8, phase);
        _json.WriteString("name"u8, name);
        _json.WriteNumber("pid"u8, process);
        if (thread is { } number)
            _json.WriteNumber("tid"u8, number);
        Time("ts"u8, time);
    }

    private void End()
    {
        _json.WriteEndObject();
        if (_json.BytesPending > FlushBytes)
            _json.Flush();
    }

    private void Metadata(ReadOnlySpan<byte> kind, int process, int? thread, string? name, int order)
    {
        _json.WriteStartObject();
        _json.WriteString("ph"u8, "M"u8);
        _json.WriteString("name"u8, kind);
        _json.WriteNumber("pid"u8, process);
        if (thread is { } number)
            _json.WriteNumber("tid"u8, number);
        _json.WriteStartObject("args"u8);
        if (name is null)
            _json.WriteNumber("sort_index"u8, order);
        else
            _json.WriteString("name"u8, name);
        _json.WriteEndObject();
        _json.WriteEndObject();
    }

    private void Time(ReadOnlySpan<byte> property, long femtoseconds)
    {
        Span<byte> digits = stackalloc byte[TraceTime.MaximumLength + 8];
        _json.WritePropertyName(property);
        _json.WriteRawValue(digits[..TraceTime.Write(femtoseconds, digits)], skipInputValidation: true);
    }

    private void Arguments(ReadOnlySpan<TraceArgument> arguments)
    {
        if (arguments.IsEmpty)
            return;
        _json.WriteStartObject("args"u8);
        foreach (var argument in arguments)
        {
            if (argument.Text is { } text)
                _json.WriteString(argument.Name, text);
            else if (argument.Real is { } real)
                _json.WriteNumber(argument.Name, real);
            else
                _json.WriteNumber(argument.Name, argument.Number);
        }

        _json.WriteEndObject();
    }
}
