using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Removes breakpoints.</summary>
public sealed class DeleteCommand : DebuggerCommand
{
    public override string Name => "delete";

    public override IReadOnlyList<string> Aliases => ["d"];

    public override string Usage => "delete [NUMBER]";

    public override string Help => "remove a breakpoint, or all";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        var breakpoints = console.Session.Breakpoints;
        if (text.AtEnd)
        {
            breakpoints.RemoveAll();
            return;
        }

        var number = text.Number("the number of a breakpoint");
        text.End();
        if (!breakpoints.Remove(number))
            throw new InputException(DebuggerCode.DebuggerBreakpointUnknown, $"there is no breakpoint {number}; 'info breakpoints' lists them");
    }
}
