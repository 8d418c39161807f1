using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Waves;

namespace Hardware.Testbench.Running;

/// <summary>The files that a run is asked to write; null for those it is not.</summary>
public sealed record RecorderFiles
{
    public string? Vcd { get; init; }

    /// <summary>Scopes of the wave; none for all.</summary>
    public IReadOnlyList<string> Trace { get; init; } = [];

    /// <summary>Start of the wave, as text with a unit.</summary>
    public string? From { get; init; }

    /// <summary>End of the wave, as text with a unit.</summary>
    public string? To { get; init; }

    public string? Timeline { get; init; }

    public string? Log { get; init; }

    public string? Stats { get; init; }
}

/// <summary>Everything that watches a run: statistics always, files as asked. <see cref="Close"/> leaves them
/// whole however the run ended; without it they are thrown away.</summary>
public sealed class Recorders : IDisposable
{
    private readonly RunSession _session;
    private readonly RecorderFiles _files;
    private WaveRecorder? _wave;
    private TimelineRecorder? _timeline;
    private InstructionLog? _log;
    private readonly List<string> _written = [];

    private Recorders(RunSession session, ChipSpec spec, RecorderFiles files)
    {
        _session = session;
        _files = files;
        Statistics = new RunStatistics(spec, session.Plan);
    }

    public RunStatistics Statistics { get; }

    /// <summary>One line for each file written, after <see cref="Close"/>.</summary>
    public IReadOnlyList<string> Files => _written;

    /// <summary>Attaches the recorders to a session that has not run yet.</summary>
    public static Recorders Create(RunSession session, ChipSpec spec, RecorderFiles files)
    {
        var recorders = new Recorders(session, spec, files);
        try
        {
            recorders.Open();
            return recorders;
        }
        catch
        {
            recorders.Dispose();
            throw;
        }
    }

    /// <summary>Closes every file; the wave ends at a tick.</summary>
    public void Close(long tick)
    {
        if (_wave is not null)
        {
            _written.Add($"wave     {_files.Vcd} (open it with: gtkwave {_wave.Close(tick, ProgramWindow())})");
            if (_wave.IsEmpty)
                _written.Add("warning: nothing happens in the window of the wave; --from and --to count from power-up, as the log does");
        }

        if (_timeline is not null)
        {
            _timeline.Close();
            _written.Add($"timeline {_files.Timeline} (open it in ui.perfetto.dev or chrome://tracing)");
        }

        if (_log is not null)
        {
            _log.Close();
            _written.Add($"log      {_files.Log}");
        }

        if (_files.Stats is not null)
        {
            StatisticsFile.Write(_files.Stats, _session, Statistics);
            _written.Add($"stats    {_files.Stats}");
        }
    }

    // The host's loading and reading back is not what a firmware author opens a wave for.
    private (long From, long To)? ProgramWindow() =>
        Statistics.FirstReady < Statistics.LastCompletion ? (Statistics.FirstReady, Statistics.LastCompletion) : null;

    /// <summary>Throws away what was not closed, so that a failure leaves nothing half-written.</summary>
    public void Dispose()
    {
        _wave?.Dispose();
        _timeline?.Abandon();
        _log?.Dispose();
    }

    private void Open()
    {
        if (_files.Vcd is not null)
        {
            var from = _files.From is null ? 0 : SimulatedTime.ParseTicks(_files.From, _session.Grid, "--from");
            var to = _files.To is null ? long.MaxValue : SimulatedTime.ParseTicks(_files.To, _session.Grid, "--to");
            if (from >= to)
                throw new InputException(OptionCode.TimeWindowEmpty, $"--from {_files.From} --to {_files.To}: a later end would be right");
            _wave = new WaveRecorder(_session.Simulator, _files.Vcd, _files.Trace, from, to);
        }

        if (_files.Timeline is not null)
            _timeline = new TimelineRecorder(_session, _files.Timeline);
        if (_files.Log is not null)
            _log = new InstructionLog(_session, _files.Log);
        _session.Observers.Add(Statistics);
        if (_timeline is not null)
            _session.Observers.Add(_timeline);
        if (_log is not null)
            _session.Observers.Add(_log);
    }
}
