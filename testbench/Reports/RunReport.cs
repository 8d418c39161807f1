using System.Globalization;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Reports;

/// <summary>What <c>run</c> prints: times, a table of engines, DMA rates, memory use. It fits 80 columns.</summary>
public sealed class RunReport(RunSession session, RunStatistics statistics)
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>
    /// Ticks from the first decoded instruction to the last completion; of a program that did not come to its end (a fault, a deadlock, a
    /// limit), from the first decoded instruction to the tick at which it was stopped.
    /// </summary>
    public long ProgramTicks
    {
        get
        {
            var hasEnded = session.Board.Driver.Phase.Q > HostPhase.Running;
            var start = hasEnded ? statistics.FirstReady : Math.Min(statistics.FirstReady, FirstDecoded());
            var end = hasEnded ? statistics.LastCompletion : session.Simulator.Now;
            return Math.Max(0, end - Math.Min(start, end));
        }
    }

    public void Write(TextWriter output)
    {
        var cycles = ProgramTicks / session.Board.Clocks.Base.Period;
        output.WriteLine(string.Create(
            Culture, $"time          {session.Grid.Microseconds(ProgramTicks):N3} us = {cycles:N0} cycles of the {session.Board.Clocks.Base.Frequency / 1e9:0.##} GHz base clock"));
        if (session.Board.Driver.StartedAt.Q is > 0 and var start)
            output.WriteLine(string.Create(Culture, $"start         {session.Grid.Microseconds(start):N3} us after power-up, the origin of log, wave and timeline"));
        WriteMemories(output);
        WriteDma(output);
        output.WriteLine();
        WriteEngines(output);
        WriteWarning(output, "NaN produced", statistics.Nans);
        WriteWarning(output, "INT32 sum wrapped in PSUM", statistics.IntegerWraps);
    }

    private void WriteEngines(TextWriter output)
    {
        output.WriteLine("engine        busy %   waiting %   instructions   in the data path");
        foreach (var row in statistics.EngineRows)
        {
            if (row.Instructions == 0)
                continue;
            output.WriteLine(string.Create(
                Culture,
                $"core{row.Core} {row.Engine.AssemblyName(),-6} {Percent(row.BusyTicks),8:F1} {Percent(row.WaitTicks),11:F1} {row.Instructions,14:N0} {row.DataPathInstructions,18:N0}"));
        }
    }

    private void WriteDma(TextWriter output)
    {
        foreach (var row in statistics.DmaRows)
        {
            if (row.Descriptors == 0)
                continue;
            var nanoseconds = session.Grid.Microseconds(row.LastEnd - row.FirstStart) * 1e3;
            output.WriteLine(string.Create(
                Culture, $"core{row.Core} DMA     {row.Bytes:N0} bytes in {row.Descriptors:N0} descriptors, {row.Bytes / Math.Max(nanoseconds, 1e-3):F1} GB/s"));
        }
    }

    private void WriteMemories(TextWriter output)
    {
        foreach (var core in session.Board.Chip.Cores)
        {
            if (statistics.EngineRows.Any(r => r.Core == core.Core && r.Instructions > 0))
                output.WriteLine($"core{core.Core} memory  {HighWater("SBUF", core.Sbuf)}, {HighWater("PSUM", core.Psum)} bytes a partition");
        }
    }

    private void WriteWarning(TextWriter output, string what, Occurrences occurrences)
    {
        if (occurrences.First is not { } first)
            return;
        var place = SourcePlaces.Of(session.Plan, first.By);
        output.WriteLine(string.Create(
            Culture,
            $"warning: {what} by {occurrences.Count:N0} instruction{(occurrences.Count == 1 ? "" : "s")}, first at {session.Grid.Microseconds(first.Tick):F3} us, cycle {first.Tick / session.Board.Clocks.Base.Period:N0}, by {first.By}{(place is null ? "" : $" ({place})")}"));
    }

    // An instruction that is not complete is in no statistics.
    private long FirstDecoded()
    {
        var first = long.MaxValue;
        foreach (var sequencer in session.Board.Chip.Cores.SelectMany(c => c.Sequencers))
        {
            if (sequencer.WaitingSince.Q > 0)
                first = Math.Min(first, sequencer.WaitingSince.Q);
        }

        return first;
    }

    private static string HighWater(string name, PartitionedMemory memory) =>
        string.Create(Culture, $"{name} {memory.HighWaterMark:N0} of {memory.BytesPerPartition:N0}");

    private double Percent(long ticks) => ProgramTicks == 0 ? 0 : 100.0 * ticks / ProgramTicks;
}
