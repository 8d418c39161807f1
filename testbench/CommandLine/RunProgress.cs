using System.Diagnostics;
using System.Globalization;
using Hardware.Common.Kernel;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.CommandLine;

/// <summary>A line on the terminal that tells how far a long run has come; gone when the run ends. Nothing if stderr is no terminal.</summary>
internal sealed class RunProgress(TextWriter error, bool isTerminal) : IDisposable
{
    private const int MillisecondsBetweenLines = 1000;
    private const string ClearLine = "\r\e[K";

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>Shows what is being done, at once.</summary>
    public void Tell(string what)
    {
        if (!isTerminal)
            return;
        _sinceLine.Restart();
        _isShown = true;
        error.Write($"{ClearLine}{what} (Ctrl-C ends the run)");
        error.Flush();
    }

    /// <summary>Shows the simulated time, at most once a second.</summary>
    public void Report(ClockGrid grid, long tick)
    {
        if (_sinceLine.ElapsedMilliseconds >= MillisecondsBetweenLines)
            Tell(string.Create(CultureInfo.InvariantCulture, $"simulated {grid.Microseconds(tick):N1} us"));
    }

    public void Dispose()
    {
        if (_isShown)
            error.Write(ClearLine);
        _isShown = false;
    }
}
