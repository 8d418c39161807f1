namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Ends the session.</summary>
public sealed class QuitCommand : DebuggerCommand
{
    public override string Name => "quit";

    public override IReadOnlyList<string> Aliases => ["q", "exit"];

    public override string Usage => "quit";

    public override string Help => "end the session";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        text.End();
        console.IsOver = true;
    }
}
