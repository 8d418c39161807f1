using Hardware.Common.Kernel;
using Hardware.Testbench.Waves;

namespace Hardware.Testbench.Suites;

/// <summary>What a property is given beside its case: requirements, coverage, and waves of the simulations that it shows.</summary>
/// <param name="coverage">Takes what the case covers.</param>
/// <param name="waveFolder">Folder for waves; null, as in all runs but that of a shrunk failure, records none.</param>
public sealed class CaseRun(Coverage coverage, string? waveFolder) : IDisposable
{
    private readonly List<(WaveRecorder Recorder, Simulator Simulator, string Path)> _waves = [];
    private bool _closed;

    public Coverage Coverage => coverage;

    /// <summary>Has a simulation recorded from here on, if this run records waves.</summary>
    /// <param name="simulator">A simulator that has not run yet.</param>
    /// <param name="label">Name of the wave.</param>
    public Simulator Watch(Simulator simulator, string label)
    {
        if (waveFolder is null)
            return simulator;
        Directory.CreateDirectory(waveFolder);
        var path = Path.Combine(waveFolder, label + ".vcd");
        _waves.Add((new WaveRecorder(simulator, path, []), simulator, path));
        return simulator;
    }

    /// <exception cref="PropertyViolation">The condition does not hold.</exception>
    public void Require(bool holds, string message)
    {
        if (!holds)
            throw new PropertyViolation(message);
    }

    /// <exception cref="PropertyViolation">The values differ.</exception>
    public void RequireEqual<T>(string what, T expected, T got) =>
        Require(EqualityComparer<T>.Default.Equals(expected, got), $"{what} is {got}; {expected} would be right");

    /// <exception cref="PropertyViolation">The sequences differ; the message names the first difference.</exception>
    public void RequireSame<T>(string what, IReadOnlyList<T> expected, IReadOnlyList<T> got)
    {
        for (var i = 0; i < Math.Min(expected.Count, got.Count); i++)
            RequireEqual($"{what}[{i}]", expected[i], got[i]);
        RequireEqual($"number of {what}", expected.Count, got.Count);
    }

    /// <summary>Ends the waves.</summary>
    /// <returns>Their paths; a .gtkw of the same name lies beside each.</returns>
    public IReadOnlyList<string> CloseWaves()
    {
        if (!_closed)
        {
            _closed = true;
            foreach (var (recorder, simulator, _) in _waves)
                recorder.Close(simulator.Now);
        }

        return [.. _waves.Select(w => w.Path)];
    }

    public void Dispose()
    {
        CloseWaves();
        foreach (var (recorder, _, _) in _waves)
            recorder.Dispose();
    }
}
