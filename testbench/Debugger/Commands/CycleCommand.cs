namespace Hardware.Testbench.Debugger.Commands;

/// <summary>Goes on by cycles of the base clock.</summary>
public sealed class CycleCommand : ForwardCommand
{
    public override string Name => "cycle";

    public override IReadOnlyList<string> Aliases => ["cy"];

    public override string Usage => "cycle [N]";

    public override string Help => "go on by one (or N) cycles of the base clock";

    protected override Stop Run(DebugSession session, CommandText text)
    {
        var count = text.CountOr(1);
        text.End();
        var clock = session.BaseClock;
        return session.Forward(() => false, (clock.CycleAt(session.Now) + count) * clock.Period);
    }
}
