namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Sets a breakpoint on the accesses to a range of a memory.</summary>
public sealed class WatchCommand : DebuggerCommand
{
    public override string Name => "watch";

    public override IReadOnlyList<string> Aliases => ["w"];

    public override string Usage => "watch [read|write] MEMORY [count N]";

    public override string Help => "stop when part of a memory is read or written";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var reads = text.TryWord("read");
        if (!reads)
            text.TryWord("write");
        var view = text.Memory();
        var session = console.Session;
        var runs = new ByteRuns(view, session.Run.Board.Chip.Spec);
        var breakpoint = new MemoryBreakpoint(view, runs, reads) { Count = BreakCommand.Count(text) };
        session.Breakpoints.Add(breakpoint);
        console.Line($"breakpoint {breakpoint.Number}: {breakpoint.Description}");
    }
}
