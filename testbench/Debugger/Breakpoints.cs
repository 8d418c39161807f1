using Hardware.Common.Isa;

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
        Attach();
    }

    public bool Remove(int number)
    {
        var removed = _all.RemoveAll(b => b.Number == number) > 0;
        Attach();
        return removed;
    }

    public void RemoveAll()
    {
        _all.Clear();
        Attach();
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

    /// <summary>Has the memories that are watched tell of accesses, and only those.</summary>
    public void Attach()
    {
        var chip = session.Run.Board.Chip;
        chip.DeviceMemory.Observer = ObserverOf(b => !b.View.IsOnChip);
        foreach (var core in chip.Cores)
        {
            core.Sbuf.Observer = ObserverOf(b => b.View.Core == core.Core && b.Runs.Memory == LocalMemory.Sbuf);
            core.Psum.Observer = ObserverOf(b => b.View.Core == core.Core && b.Runs.Memory == LocalMemory.Psum);
        }
    }

    private static string Describe(Breakpoint breakpoint) =>
        $"breakpoint {breakpoint.Number}: {breakpoint.Description}{(breakpoint.Detail.Length > 0 ? $"; {breakpoint.Detail}" : "")}";

    private MemoryWatches? ObserverOf(Func<MemoryBreakpoint, bool> isIn)
    {
        MemoryWatch[] watches = [.. _all.OfType<MemoryBreakpoint>().Where(isIn).Select(b => b.Watch)];
        return watches.Length == 0 ? null : new MemoryWatches(watches);
    }
}
