using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Debugger;

/// <summary>The breakpoints of a session, by number.</summary>
public sealed class Breakpoints(DebugSession session)
{
    private readonly List<Breakpoint> _all = [];
    private int _next = 1;

    public IReadOnlyList<Breakpoint> All => _all;

    public void Add(Breakpoint breakpoint)
    {
        breakpoint.Number = _next++;
        _all.Add(breakpoint);
        if (breakpoint is MemoryBreakpoint watched)
            ObserversOf(watched).Add(watched.Watch);
    }

    public bool Remove(int number)
    {
        if (_all.Find(b => b.Number == number) is not { } breakpoint)
            return false;
        _all.Remove(breakpoint);
        Detach(breakpoint);
        return true;
    }

    public void RemoveAll()
    {
        _all.ForEach(Detach);
        _all.Clear();
    }

    /// <summary>Looks at the state in which a forward command begins.</summary>
    public void Arm()
    {
        foreach (var breakpoint in _all)
            breakpoint.Arm(session);
    }

    /// <summary>The breakpoints that the last step hit, as a reason to stop; null for none.</summary>
    public Stop? FindHit()
    {
        List<Breakpoint>? hit = null;
        foreach (var breakpoint in _all)
        {
            if (breakpoint.IsHit(session))
                (hit ??= []).Add(breakpoint);
        }

        return hit is null ? null : new Stop(StopKind.Breakpoint, [.. hit.Select(Describe)], hit.Find(b => b.Stream is not null)?.Stream);
    }

    public void ForgetAfter(Moment moment)
    {
        foreach (var breakpoint in _all)
            breakpoint.ForgetAfter(moment);
    }

    /// <summary>Watches the memories of a run that has taken the place of another.</summary>
    public void Attach()
    {
        foreach (var breakpoint in _all.OfType<MemoryBreakpoint>())
            ObserversOf(breakpoint).Add(breakpoint.Watch);
    }

    private void Detach(Breakpoint breakpoint)
    {
        if (breakpoint is MemoryBreakpoint watched)
            ObserversOf(watched).Remove(watched.Watch);
    }

    private static string Describe(Breakpoint breakpoint) =>
        $"breakpoint {breakpoint.Number}: {breakpoint.Description}{(breakpoint.Detail.Length > 0 ? $"; {breakpoint.Detail}" : "")}";

    private MemoryObservers ObserversOf(MemoryBreakpoint breakpoint)
    {
        var chip = session.Run.Board.Chip;
        if (!breakpoint.View.IsOnChip)
            return chip.DeviceMemory.Observers;
        var core = chip.Cores[breakpoint.View.Core];
        return breakpoint.Runs.Memory == LocalMemory.Sbuf ? core.Sbuf.Observers : core.Psum.Observers;
    }
}
