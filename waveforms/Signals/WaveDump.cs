using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Signals;

/// <summary>
/// Follows a hierarchy of signals into a value change dump: header and first values at <see cref="Begin"/>, then at each
/// <see cref="Sample(long, ReadOnlySpan{int})"/> what changed. It only reads, so tracing never changes a simulation.
/// </summary>
public sealed class WaveDump : IDisposable
{
    private readonly VcdWriter _writer;
    private readonly List<WaveBuffer> _buffers = [];
    private readonly Dictionary<WaveBuffer, int> _indices = new(ReferenceEqualityComparer.Instance);
    private readonly WaveGroup[] _groups;

    /// <summary>Declares all signals. Two signals at one place of one buffer become two names of one variable.</summary>
    public WaveDump(VcdWriter writer, IReadOnlyList<WaveScope> scopes)
    {
        _writer = writer;
        var declaration = new WaveDeclaration(writer);
        foreach (var scope in scopes)
            declaration.Add(scope);
        foreach (var (buffer, signals) in declaration.ByBuffer)
        {
            _indices.Add(buffer, _buffers.Count);
            _buffers.Add(buffer);
        }

        _groups = [.. declaration.ByBuffer.Select(entry => new WaveGroup(entry.Buffer, entry.Signals))];
    }

    /// <summary>Buffers with at least one traced signal.</summary>
    public int BufferCount => _buffers.Count;

    /// <summary>The number by which <see cref="Sample(long, ReadOnlySpan{int})"/> knows a buffer, or -1 when nothing of it is traced.</summary>
    public int IndexOf(WaveBuffer buffer) => _indices.GetValueOrDefault(buffer, -1);

    /// <summary>Writes the first value of every signal. Time in units of the writer's timescale.</summary>
    public void Begin(long time)
    {
        _writer.BeginDump(time);
        WriteAll();
    }

    /// <summary>Writes what changed in the numbered buffers since the last sample. Times never decrease.</summary>
    /// <remarks>The order of the numbers decides the order of lines within one time; pass them ascending for equal files.</remarks>
    public void Sample(long time, ReadOnlySpan<int> changedBuffers)
    {
        _writer.SetTime(time);
        foreach (var index in changedBuffers)
            _groups[index].WriteChanged(_writer);
    }

    /// <summary>Writes what changed in any buffer.</summary>
    public void Sample(long time)
    {
        _writer.SetTime(time);
        foreach (var group in _groups)
            group.WriteChanged(_writer);
    }

    /// <summary>Stops recording: the wave shows nothing until <see cref="Resume"/>.</summary>
    public void Suspend(long time) => _writer.DumpOff(time);

    /// <summary>Records again, beginning with every value.</summary>
    public void Resume(long time)
    {
        _writer.DumpOn(time);
        WriteAll();
    }

    /// <summary>Extends the wave to a time and closes it.</summary>
    public void Close(long endTime) => _writer.Close(endTime);

    /// <summary>Ends without a file.</summary>
    public void Abandon() => _writer.Abandon();

    /// <summary>Closes the wave where it stands.</summary>
    public void Dispose() => _writer.Dispose();

    private void WriteAll()
    {
        foreach (var group in _groups)
            group.WriteAll(_writer);
        _writer.EndDump();
    }
}
