using System.Globalization;
using Hardware.Common.Sequencing;
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
        var reason = stop.Kind switch
        {
            StopKind.Reached => "",
            StopKind.Breakpoint => stop.Text,
            StopKind.Completed => "the program has completed",
            StopKind.Deadlock => "deadlock: nothing can happen any more",
            StopKind.Interrupted => "interrupted",
            _ => Fault(session),
        };
        if (reason.Length > 0)
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

    /// <summary>For each stream what it waits for: the words that <c>run</c> reports a deadlock with.</summary>
    public static void Waits(DebuggerConsole console)
    {
        using var text = new StringWriter { NewLine = "\n" };
        WaitReport.Write(text, console.Session.Run);
        foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries))
            console.Wrapped(line, indent: 12);
    }

    /// <summary>The instruction that a stream stands at, or that it has halted.</summary>
    public static string Where(DebugSession session, StreamName stream)
    {
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

    private static string Fault(DebugSession session)
    {
        var fault = session.Fault!;
        var place = SourcePlaces.Of(session.Run.Plan, fault.By);
        return $"fault {Common.Diagnostics.DiagnosticCodeText.Text(fault.Code)}: {fault.Message} ({SourcePlaces.Describe(fault.By)}{(place is null ? "" : $", {place}")})";
    }
}
