using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Debugger;

/// <summary>A command that lets simulated time pass.</summary>
public abstract class ForwardCommand : DebuggerCommand
{
    public sealed override void Execute(DebuggerConsole console, CommandText text)
    {
        if (console.Session.IsCompleted)
            throw new InputException(DebuggerCode.DebuggerProgramEnded, $"the program has completed; 'back' returns to where '{Name}' can go on");
        StopReport.Write(console, Run(console.Session, text));
    }

    protected abstract Stop Run(DebugSession session, CommandText text);
}
