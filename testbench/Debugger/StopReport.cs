using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Observation;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger;

/// <summary>Says where the run stands.</summary>
public static class StopReport
{
    /// <summary>Why a forward command ended, the time, and the stream that it is about.</summary>
    public static void Write(DebuggerConsole console, Stop stop)
    {
        var session = console.Session;
        session.Focus = stop.Stream ?? session.Focus;
        console.WasInterrupted = stop.Kind == StopKind.Interrupted;
        IReadOnlyList<string> reasons = stop.Kind switch
        {
            StopKind.Completed => ["the program has completed"],
            StopKind.Deadlock => ["deadlock: nothing can happen any more"],
            StopKind.Interrupted => ["interrupted"],
            StopKind.Fault => [Fault(session, session.Fault!)],
            _ => stop.Hits,
        };
        foreach (var reason in reasons)
            console.Wrapped(reason);
        if (stop.Kind == StopKind.Deadlock)
            Waits(console);
        WriteWhere(console);
    }

    /// <summary>The time, and where the focused stream is.</summary>
    public static void WriteWhere(DebuggerConsole console)
    {
        var session = console.Session;
        console.Line($"{Time(session)}  {Where(session, session.Focus)}");
    }

    /// <summary>The fault if there is one, and for each stream what it waits for: the words that <c>run</c> reports a deadlock with.</summary>
    public static void Waits(DebuggerConsole console)
    {
        var session = console.Session;
        if (session.Fault is { } fault)
            console.Wrapped(Fault(session, fault));
        using var text = new StringWriter { NewLine = "\n" };
        WaitReport.Write(text, session.Run, session.Fault);
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            console.Wrapped(line, indent: 12);
    }

    /// <summary>The instruction that a stream stands at or faulted at, or that it has halted.</summary>
    public static string Where(DebugSession session, StreamName stream)
    {
        if (session.FaultedStream == stream)
            return $"{stream} faulted at {session.Fault!.By.Instruction} {Instruction(session, stream, session.Fault.By.Instruction)}";
        var sequencer = session.SequencerOf(stream);
        if (!session.Symbols.Streams.Contains(stream) || sequencer.State.Q == SequencerState.Idle)
            return $"{stream} not started";
        if (sequencer.State.Q == SequencerState.Halted)
            return $"{stream} halted";
        var pc = sequencer.ProgramCounter.Q;
        return $"{stream} {pc} {Instruction(session, stream, pc)}";
    }

    /// <summary>An instruction of a stream with its labels.</summary>
    public static string Instruction(DebugSession session, StreamName stream, int pc)
    {
        var labels = string.Concat(session.Symbols.LabelsAt(stream, pc).Select(l => l + ": "));
        return labels + new SymbolicInstruction(session.Symbols, stream).At(pc);
    }

    private static string Time(DebugSession session) => string.Create(
        CultureInfo.InvariantCulture, $"cycle {session.BaseClock.CycleAt(session.Now)} ({session.Run.Grid.Microseconds(session.Now):F3} us)");

    private static string Fault(DebugSession session, ProgramFaultException fault)
    {
        var place = SourcePlaces.Of(session.Run.Plan, fault.By);
        return $"fault {DiagnosticCode.Text(fault.Code)}: {fault.Message} ({SourcePlaces.Describe(session.Run.Plan, fault.By)}{(place is null ? "" : $", {place}")})";
    }
}
