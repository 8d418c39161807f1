using System.Globalization;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Lists the instructions of a stream around the one that it stands at.</summary>
public sealed class ListCommand : DebuggerCommand
{
    private const int Before = 4;
    private const int After = 7;

    public override string Name => "list";

    public override IReadOnlyList<string> Aliases => ["l", "disassemble"];

    public override string Usage => "list [STREAM] [LABEL|INDEX]";

    public override string Help => "instructions around the current one: => current, * breakpoint";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var session = console.Session;
        var isStream = text.TryStream(out var stream);
        var sequencer = session.SequencerOf(stream);
        var current = stream == session.FaultedStream ? session.Fault!.By.Instruction : sequencer.IsStopped ? -1 : sequencer.ProgramCounter.Q;
        var centre = Math.Max(0, current);
        if (!text.AtEnd)
            (stream, centre, _) = text.Instruction();
        text.End();
        var count = session.Symbols.StreamOf(stream).Words.Count;
        var first = Math.Clamp(centre - Before, 0, Math.Max(0, count - Before - After - 1));
        console.Line($"{stream}, {count} instructions");
        for (var pc = first; pc < Math.Min(count, first + Before + After + 1); pc++)
            console.Output.WriteLine(Line(session, stream, pc, stream == session.Focus || isStream ? current : -1));
    }

    private static string Line(DebugSession session, StreamName stream, int pc, int current)
    {
        var mark = pc == current ? "=>" : "  ";
        var isBreakpoint = session.Breakpoints.All.OfType<InstructionBreakpoint>().Any(b => b.Stream == stream && b.ProgramCounter == pc);
        var place = SourcePlaces.Of(session.Run.Plan, stream.Core, stream.Engine, pc);
        var line = place is { } known ? $"  :{known.Line}" : "";
        var head = string.Create(CultureInfo.InvariantCulture, $"{mark}{(isBreakpoint ? '*' : ' ')}{pc,4}  ");
        var width = Columns.Width - head.Length - line.Length;
        return $"{head}{Columns.Fit(StopReport.Instruction(session, stream, pc), width).PadRight(width)}{line}".TrimEnd();
    }
}
