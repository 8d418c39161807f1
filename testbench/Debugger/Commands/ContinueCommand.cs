namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Goes on until something stops the run.</summary>
public sealed class ContinueCommand : ForwardCommand
{
    public override string Name => "continue";

    public override IReadOnlyList<string> Aliases => ["c", "finish"];

    public override string Usage => "continue";

    public override string Help => "go on to the next breakpoint or to the end";

    protected override Stop Run(DebugSession session, CommandText text)
    {
        text.End();
        return session.Forward(() => false);
    }
}
