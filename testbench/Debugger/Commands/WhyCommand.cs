namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Says what each stream waits for, since when, and who would release it.</summary>
public sealed class WhyCommand : DebuggerCommand
{
    public override string Name => "why";

    public override string Usage => "why";

    public override string Help => "what each stream waits for, since when, who would release it";

    public override void Execute(DebuggerConsole console, CommandText text)
    {
        text.End();
        StopReport.Waits(console);
    }
}
