using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Kernel;

/// <summary>
/// Runs a netlist. At each tick every awake component with an edge evaluates against committed state, then all that was staged
/// commits; the clock jumps over ticks at which nothing is awake. A simulator is an instance without statics: thousands can live in
/// one process.
/// </summary>
public sealed class Simulator
{
    // Above this many staged elements a comparison sort beats insertion.
    private const int LongList = 32;
    private static readonly Comparer<StateElement> ByIndex = Comparer<StateElement>.Create((a, b) => a.Index.CompareTo(b.Index));

    private readonly Netlist _netlist;
    private readonly Component[] _components;
    private readonly ClockDomain[] _domains;
    private readonly TimerHeap _timers = new();
    private readonly int[] _evaluated;
    private StateElement[] _enlisted = new StateElement[64];
    private int _enlistedCount;
    private readonly List<ITickObserver> _observers = [];
    private readonly int[]? _order;
    private Component? _evaluating;

    /// <summary>Elaborates the netlist under <paramref name="root"/> and powers it up; every component is awake for its first edge, one period after tick 0.</summary>
    /// <exception cref="ElaborationException">The netlist has errors; all of them are listed.</exception>
    public Simulator(Component root, ClockGrid grid, SimulatorOptions? options = null)
    {
        Options = options ?? new SimulatorOptions();
        Grid = grid;
        _netlist = Elaboration.Elaborate(root, this);
        _components = [.. _netlist.Components];
        _domains = [.. _netlist.Domains];
        _evaluated = new int[_components.Length];
        foreach (var component in _components)
        {
            component.OnElaborated();
            if (component.IsClocked)
                component.Domain.Wake(component.Index);
        }

        foreach (var element in _netlist.Elements)
            element.PowerUp(Options.PowerUp);
        if (Options.EvaluationShuffle is { } seed)
        {
            _order = new int[_components.Length];
            for (var i = 0; i < _order.Length; i++)
                _order[i] = i;
            new Random((int)seed).Shuffle(_order);
        }
    }

    public SimulatorOptions Options { get; }

    public ClockGrid Grid { get; }

    /// <summary>The named components and state elements.</summary>
    public Netlist Netlist => _netlist;

    /// <summary>The current tick: that of the last evaluated edge, or the limit that a run reached.</summary>
    public long Now { get; private set; }

    /// <summary>Component evaluations so far: what sleeping saves.</summary>
    public long Evaluations { get; private set; }

    internal IStallSchedule? Stalls => Options.Stalls;

    internal bool ChecksOwnership => Options.CheckOwnership;

    /// <summary>Adds an observer that sees each tick after it has committed. Observers never change a cycle.</summary>
    public void Observe(ITickObserver observer) => _observers.Add(observer);

    public void StopObserving(ITickObserver observer) => _observers.Remove(observer);

    /// <summary>Evaluates and commits the next tick at which a component is awake, if it is at or before <paramref name="limit"/>.</summary>
    /// <returns>False if there is none; the time then stays where it is.</returns>
    public bool Step(long limit = long.MaxValue)
    {
        var next = NoteNextEdges();
        if (next > limit || next == long.MaxValue)
            return false;

        Now = next;
        while (_timers.Earliest <= next)
        {
            // A timer is set to an edge of its component's clock.
            var sleeper = _timers.Take();
            var domain = _components[sleeper].Domain;
            domain.Wake(sleeper);
            domain.NextEdge = next;
        }

        var count = 0;
        foreach (var domain in _domains)
        {
            if (domain.NextEdge == next)
                count = domain.AppendAwake(_evaluated, count);
        }

        if (_order is not null)
            Array.Sort(_evaluated, 0, count, Comparer<int>.Create((a, b) => _order[a].CompareTo(_order[b])));
        Evaluate(_evaluated.AsSpan(0, count));
        Commit(_evaluated.AsSpan(0, count));
        Evaluations += count;
        foreach (var observer in _observers)
            observer.AfterCommit(this, _evaluated.AsSpan(0, count));
        return true;
    }

    /// <summary>Runs all activity up to <paramref name="limit"/> (a tick) and moves the time there.</summary>
    public void RunUntil(long limit)
    {
        while (Step(limit))
        {
        }

        Now = Math.Max(Now, limit);
    }

    /// <summary>Wakes a component from outside the netlist, at its first edge after the current tick: for a host or debugger that acts on a
    /// stopped simulation.</summary>
    public void Rouse(Component component) => WakeAt(component, Now + 1);

    /// <summary>Tick of the next evaluation, or <see cref="long.MaxValue"/> if everything sleeps without a timer.</summary>
    public long NextActivity
    {
        get
        {
            var next = _timers.Earliest;
            foreach (var domain in _domains)
                next = Math.Min(next, domain.AnyAwake ? domain.EdgeAfter(Now) : long.MaxValue);
            return next;
        }
    }

    /// <summary>The whole state, to return to with <see cref="Restore"/>.</summary>
    public Snapshot Save() => new(
        Now,
        Evaluations,
        [.. _components.Select(c => (byte[])c.Registers.Current.Clone())],
        [.. _netlist.Elements.Select(e => e.Save())],
        [.. _domains.Select(d => d.Save())],
        [.. _timers.Items]);

    /// <summary>Returns to a state of this same netlist; not after an exception from <see cref="Step"/>, because what that tick staged is still there.</summary>
    public void Restore(Snapshot snapshot)
    {
        Now = snapshot.Tick;
        Evaluations = snapshot.Evaluations;
        for (var i = 0; i < _components.Length; i++)
        {
            snapshot.Registers[i].CopyTo(_components[i].Registers.Current, 0);
            snapshot.Registers[i].CopyTo(_components[i].Registers.Next, 0);
            _components[i].Registers.Dirty = false;
        }

        for (var i = 0; i < _netlist.Elements.Count; i++)
            _netlist.Elements[i].Restore(snapshot.Elements[i]);
        for (var i = 0; i < _domains.Length; i++)
            _domains[i].Restore(snapshot.Awake[i]);
        _timers.Clear();
        foreach (var (component, tick) in snapshot.Timers)
            _timers.Set(component, tick);
    }

    /// <summary>Digest of time-independent committed state: registers, banks, channels and memories, in netlist order.</summary>
    public string Digest()
    {
        var digest = new StateDigest();
        foreach (var component in _components)
            digest.Add(component.Registers.Current);
        foreach (var element in _netlist.Elements)
            element.AddTo(digest);
        return digest.ToString();
    }

    internal void Enlist(StateElement element)
    {
        if (element.Enlisted)
            return;
        element.Enlisted = true;
        if (_enlistedCount == _enlisted.Length)
            Array.Resize(ref _enlisted, _enlistedCount * 2);
        // The array is of exactly this type: no need for the check that storing into an array of a base type makes.
        Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_enlisted), _enlistedCount++) = element;
    }

    internal void Wake(Component? component)
    {
        if (component is { IsClocked: true })
            component.Domain.Wake(component.Index);
    }

    internal void WakeAt(Component? component, long tick)
    {
        if (component is { IsClocked: true })
            _timers.Set(component.Index, component.Domain.Clock.EdgeAtOrAfter(Math.Max(tick, Now + 1)));
    }

    /// <summary>The same for a tick that is known to be a later edge of the component's clock.</summary>
    internal void WakeAtEdge(Component component, long edge) => _timers.Set(component.Index, edge);

    /// <summary>A stalled end must look again: its channel will not wake it.</summary>
    internal void KeepAwake(Component? component) => WakeAt(component, Now + 1);

    internal void CheckWriter(Reg register)
    {
        if (_evaluating is not null && register.Owner != _evaluating)
            throw new InvalidOperationException($"{_evaluating.Path} writes {register.Path} ({register.Declared}), a register of another component");
    }

    /// <summary>Notes in each domain when its next member is awake.</summary>
    /// <returns><see cref="NextActivity"/>.</returns>
    private long NoteNextEdges()
    {
        var next = _timers.Earliest;
        foreach (var domain in _domains)
        {
            domain.NextEdge = domain.AnyAwake ? domain.EdgeAfter(Now) : long.MaxValue;
            next = Math.Min(next, domain.NextEdge);
        }

        return next;
    }

    private void Evaluate(ReadOnlySpan<int> components)
    {
        foreach (var index in components)
        {
            var component = _components[index];
            _evaluating = component;
            component.Tick();
            if (!component.SleepRequested)
                continue;
            component.SleepRequested = false;
            if (!Options.NeverSleep)
                component.Domain.PutToSleep(index);
        }

        _evaluating = null;
    }

    private void Commit(ReadOnlySpan<int> components)
    {
        foreach (var index in components)
        {
            var file = _components[index].Registers;
            if (file.Dirty)
                file.Commit();
        }

        // Two ports that write one address in one tick must not depend on who evaluated first.
        SortEnlisted();
        for (var i = 0; i < _enlistedCount; i++)
        {
            var element = _enlisted[i];
            element.Enlisted = false;
            element.Commit();
        }

        _enlistedCount = 0;
    }

    private void SortEnlisted()
    {
        if (_enlistedCount > LongList)
        {
            Array.Sort(_enlisted, 0, _enlistedCount, ByIndex);
            return;
        }

        ref var first = ref MemoryMarshal.GetArrayDataReference(_enlisted);
        for (var i = 1; i < _enlistedCount; i++)
        {
            var element = Unsafe.Add(ref first, i);
            var j = i - 1;
            for (; j >= 0 && Unsafe.Add(ref first, j).Index > element.Index; j--)
                Unsafe.Add(ref first, j + 1) = Unsafe.Add(ref first, j);
            Unsafe.Add(ref first, j + 1) = element;
        }
    }
}

/// <summary>Sees every tick after its commit.</summary>
public interface ITickObserver
{
    /// <param name="simulator">The simulator, at the committed tick.</param>
    /// <param name="evaluated">Indices into <see cref="Netlist.Components"/> of the components that ticked: only their registers can have
    /// changed.</param>
    void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated);
}

/// <summary>How a simulator is run; none of it changes what a correct netlist computes.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Content of uninitialised memories.</summary>
    public PowerUpState PowerUp { get; init; }

    /// <summary>Stalls injected on every channel.</summary>
    public IStallSchedule? Stalls { get; init; }

    /// <summary>Evaluates components in a shuffled order: a test that order cannot matter.</summary>
    public ulong? EvaluationShuffle { get; init; }

    /// <summary>Ignores every request to sleep: a test that sleeping cannot matter.</summary>
    public bool NeverSleep { get; init; }

    /// <summary>Refuses a write to another component's register, at some cost.</summary>
    public bool CheckOwnership { get; init; }
}

/// <summary>The state of a netlist at one tick, as a value.</summary>
public sealed record Snapshot(
    long Tick, long Evaluations, byte[][] Registers, object?[] Elements, ulong[][] Awake, Timer[] Timers);
