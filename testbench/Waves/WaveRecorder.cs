using Hardware.Common.Kernel;
using Hardware.Waveforms.Gtkwave;
using Hardware.Waveforms.Signals;
using Hardware.Waveforms.Vcd;

namespace Hardware.Testbench.Waves;

/// <summary>Records a window of a simulation into a VCD file with GTKWave files beside it. It only observes.</summary>
public sealed class WaveRecorder : ITickObserver, IDisposable
{
    private readonly Simulator _simulator;
    private readonly string _path;
    private readonly List<WaveScope> _scopes;
    private readonly WaveDump _dump;
    private readonly int[] _bufferOfComponent;
    private readonly int[] _polled;
    private readonly int[] _changed;
    private readonly long _from;
    private readonly long _to;
    private long _firstTime = -1;
    private long _lastTime;
    private bool _closed;

    /// <param name="simulator">The simulation; recording starts with its next tick.</param>
    /// <param name="path">The VCD file; its companions take their names from it.</param>
    /// <param name="paths">Scopes or signals to record; none for all.</param>
    /// <param name="from">First tick recorded.</param>
    /// <param name="to">Last tick recorded.</param>
    public WaveRecorder(Simulator simulator, string path, IReadOnlyList<string> paths, long from = 0, long to = long.MaxValue)
    {
        _simulator = simulator;
        _path = path;
        _from = from;
        _to = to;
        var netlist = new NetlistScopes(simulator.Netlist.Root);
        _scopes = WaveSelection.Select([netlist.Root], paths);
        _dump = new WaveDump(VcdWriter.Create(path), _scopes);
        _bufferOfComponent = new int[simulator.Netlist.Components.Count];
        Array.Fill(_bufferOfComponent, -1);
        foreach (var (buffer, component) in netlist.RegisterBuffers)
            _bufferOfComponent[component.Index] = _dump.IndexOf(buffer);
        _polled = [.. netlist.PolledBuffers.Select(_dump.IndexOf).Where(index => index >= 0)];
        _changed = new int[_dump.BufferCount];
        simulator.Observe(this);
    }

    public void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated)
    {
        if (simulator.Now < _from || simulator.Now > _to)
            return;
        IsEmpty = false;
        var time = simulator.Grid.ToFemtoseconds(simulator.Now);
        _lastTime = time;
        if (_firstTime < 0)
        {
            _firstTime = time;
            _dump.Begin(time);
            return;
        }

        var count = 0;
        foreach (var component in evaluated)
        {
            if (_bufferOfComponent[component] is >= 0 and var buffer)
                _changed[count++] = buffer;
        }

        foreach (var buffer in _polled)
            _changed[count++] = buffer;
        var changed = _changed.AsSpan(0, count);
        changed.Sort();
        _dump.Sample(time, changed);
    }

    /// <summary>True if no tick of the simulation has fallen into the window.</summary>
    public bool IsEmpty { get; private set; } = true;

    /// <summary>Ends the wave at a tick and writes the GTKWave files.</summary>
    /// <param name="tick">The last tick.</param>
    /// <param name="window">First and last tick to show when the save file is opened; the whole wave if null.</param>
    /// <returns>Path of the save file.</returns>
    public string Close(long tick, (long From, long To)? window = null)
    {
        _simulator.StopObserving(this);
        if (_firstTime < 0)
            _dump.Begin(_firstTime = _simulator.Grid.ToFemtoseconds(Math.Clamp(tick, 0, _to)));
        var end = Math.Max(_lastTime, _simulator.Grid.ToFemtoseconds(Math.Min(tick, _to)));
        _dump.Close(end);
        _closed = true;
        var (from, to) = window is { } shown
            ? (Math.Clamp(_simulator.Grid.ToFemtoseconds(shown.From), _firstTime, end), Math.Clamp(_simulator.Grid.ToFemtoseconds(shown.To), _firstTime, end))
            : (_firstTime, end);
        return WaveCompanions.Write(_path, _scopes, from, Math.Max(from + 1, to), WaveOverview.Of(_simulator.Netlist, _scopes));
    }

    /// <summary>Leaves no file if nobody closed it.</summary>
    public void Dispose()
    {
        if (_closed)
            return;
        _closed = true;
        _simulator.StopObserving(this);
        _dump.Abandon();
    }
}
