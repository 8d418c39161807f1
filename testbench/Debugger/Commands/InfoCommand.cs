using System.Globalization;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Lists the breakpoints.</summary>
public sealed class InfoCommand : DebuggerCommand
{
    public override string Name => "info";

    public override IReadOnlyList<string> Aliases => ["i"];

    public override string Usage => "info [breakpoints]";

    public override string Help => "list the breakpoints and how often they were hit";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        if (!text.AtEnd && !text.TryWord("breakpoints"))
            throw text.Unexpected("'breakpoints'");
        text.End();
        if (console.Session.Breakpoints.All.Count == 0)
            console.Line("no breakpoints");
        foreach (var breakpoint in console.Session.Breakpoints.All)
        {
            console.Line(string.Create(
                CultureInfo.InvariantCulture, $"{breakpoint.Number,3}  hits {breakpoint.Hits,-4} {breakpoint.Description}"));
        }
    }
}
