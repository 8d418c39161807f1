namespace Hardware.Common.Kernel;

/// <summary>
/// A clocked part of the netlist. On an edge of its clock <see cref="Tick"/> reads committed values (<see cref="Reg{T}.Q"/>, channels,
/// memories) and stages next ones; it must do nothing visible when there is nothing to do, because a component that never sleeps
/// and one that sleeps must leave the same state.
/// </summary>
public abstract class Component
{
    private readonly List<Component> _children = [];
    private readonly List<StateElement> _elements = [];
    private Clock? _clock;

    /// <summary>Name within the parent, in lower_snake_case; the name of the property that holds the component unless set.</summary>
    public string Name { get; init; } = "";

    /// <summary>The clock whose edges call <see cref="Tick"/>; the parent's unless set.</summary>
    public Clock Clock
    {
        get => _clock ?? Parent?.Clock ?? throw new InvalidOperationException($"{Path} has no clock and no parent that has one");
        init => _clock = value;
    }

    internal bool HasClock => _clock is not null || (Parent?.HasClock ?? false);

    public Component? Parent { get; internal set; }

    public IReadOnlyList<Component> Children => _children;

    /// <summary>Registers, banks, channels, memories and wires that this component declares.</summary>
    public IReadOnlyList<StateElement> Elements => _elements;

    internal string ElaboratedName { get; set; } = "";

    /// <summary>Hierarchical name, for instance <c>chip.core0.vector</c>.</summary>
    public string Path
    {
        get
        {
            var name = ElaboratedName.Length > 0 ? ElaboratedName : Name.Length > 0 ? Name : GetType().Name;
            return Parent is null ? name : $"{Parent.Path}.{name}";
        }
    }

    /// <summary>The last part of <see cref="Path"/>.</summary>
    public string LocalName => ElaboratedName.Length > 0 ? ElaboratedName : Name;

    /// <summary>Position in <see cref="Netlist.Components"/>; -1 before elaboration.</summary>
    public int Index { get; internal set; } = -1;

    internal RegisterFile Registers { get; } = new();

    /// <summary>The committed values of all registers, side by side: what a wave compares at once.</summary>
    public ReadOnlySpan<byte> RegisterBytes => Registers.Current;

    internal ClockDomain Domain { get; set; } = null!;

    internal bool SleepRequested { get; set; }

    protected internal Simulator Simulator { get; internal set; } = null!;

    /// <summary>The tick that is being evaluated.</summary>
    protected long Now => Simulator.Now;

    /// <summary>The cycle of this component's clock that is being evaluated.</summary>
    protected long Cycle => Domain.CycleAt(Simulator.Now);

    /// <summary>False for a component that only holds others: it is never scheduled.</summary>
    protected internal virtual bool IsClocked => true;

    /// <summary>One clock edge.</summary>
    protected internal abstract void Tick();

    /// <summary>Called once after the whole netlist has been named and connected; the place to listen to wake lines.</summary>
    protected internal virtual void OnElaborated()
    {
    }

    /// <summary>Stops ticking after this edge until a channel end, a wake line or a timer wakes this component.</summary>
    protected void Sleep() => SleepRequested = true;

    /// <summary>Stops ticking after this edge until <paramref name="cycle"/> of this component's clock, or an earlier wake.</summary>
    protected void SleepUntilCycle(long cycle)
    {
        SleepRequested = true;
        Simulator.WakeAtEdge(this, Math.Max(cycle, Cycle + 1) * Domain.Period);
    }

    internal void Adopt(Component child) => _children.Add(child);

    internal void Claim(StateElement element) => _elements.Add(element);
}
