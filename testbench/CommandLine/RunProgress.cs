using System.Diagnostics;
using System.Globalization;
using Hardware.Common.Kernel;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.CommandLine;

/// <summary>A line on the terminal that tells how far a long run has come; gone when the run ends. Nothing if stderr is no terminal.</summary>
internal sealed class RunProgress(TextWriter error, ClockGrid grid, bool isTerminal) : IDisposable
{
    private const int MillisecondsBetweenLines = 1000;
    private const string ClearLine = "\r\e[K";

    private readonly Stopwatch _sinceLine = Stopwatch.StartNew();
    private bool _isShown;

    /// <summary>Shows the simulated time, at most once a second.</summary>
    public void Report(long tick)
    {
        if (!isTerminal || _sinceLine.ElapsedMilliseconds < MillisecondsBetweenLines)
            return;
        _sinceLine.Restart();
        _isShown = true;
        error.Write(string.Create(CultureInfo.InvariantCulture, $"{ClearLine}simulated {grid.Microseconds(tick):N1} us (Ctrl-C ends the run)"));
        error.Flush();
    }

    public void Dispose()
    {
        if (_isShown)
            error.Write(ClearLine);
        _isShown = false;
    }
}
