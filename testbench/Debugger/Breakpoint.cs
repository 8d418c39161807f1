using System.Globalization;
using Hardware.Common.Isa;

namespace Hardware.Testbench.Debugger;

/// <summary>Something that stops a forward command.</summary>
public abstract class Breakpoint
{
    private readonly List<Moment> _hits = [];

    /// <summary>Number by which commands name it.</summary>
    public int Number { get; set; }

    /// <summary>Stops at this hit and every later one.</summary>
    public int Count { get; init; } = 1;

    public int Hits => _hits.Count;

    /// <summary>What it stops at, as the user would write it.</summary>
    public abstract string Text { get; }

    /// <summary>The same, with the hit from which on it stops.</summary>
    public string Description => Count == 1 ? Text : string.Create(CultureInfo.InvariantCulture, $"{Text} {CommandText.CountWord} {Count}");

    /// <summary>The stream that it is about, or null.</summary>
    public virtual StreamName? Stream => null;

    /// <summary>What more there is to say of the last hit; empty for nothing.</summary>
    public virtual string Detail => "";

    /// <summary>Looks at the state in which a forward command begins.</summary>
    public abstract void Arm(DebugSession session);

    /// <summary>Counts the hits of the step that was just simulated.</summary>
    /// <returns>True to stop.</returns>
    public bool IsHit(DebugSession session)
    {
        var hits = HitsOf(session);
        for (var i = 0; i < hits; i++)
            _hits.Add(session.Moment);
        return hits > 0 && _hits.Count >= Count;
    }

    /// <summary>Forgets hits that lie beyond a moment that was returned to.</summary>
    public virtual void ForgetAfter(Moment moment) => _hits.RemoveAll(hit => hit > moment);

    /// <summary>How often what it stops at happened in the last step.</summary>
    protected abstract int HitsOf(DebugSession session);
}

/// <summary>Stops when a stream comes to an instruction, before that executes.</summary>
/// <param name="stream">The stream.</param>
/// <param name="programCounter">Index of the instruction.</param>
/// <param name="place">The instruction as the user would write it.</param>
/// <param name="condition">A condition on a register, or null.</param>
public sealed class InstructionBreakpoint(StreamName stream, int programCounter, string place, RegisterCondition? condition) : Breakpoint
{
    private Arrival _arrival;

    public int ProgramCounter => programCounter;

    public override StreamName? Stream => stream;

    public override string Text => $"{stream} {place}{(condition is null ? "" : $" if {condition}")}";

    public override void Arm(DebugSession session) => _arrival = new Arrival(session, stream);

    protected override int HitsOf(DebugSession session) =>
        _arrival.HasCome(session) && session.SequencerOf(stream).ProgramCounter.Q == programCounter && (condition?.Holds(session, stream) ?? true) ? 1 : 0;
}

/// <summary>A comparison of a register with a number.</summary>
public sealed record RegisterCondition(int Register, Comparison Comparison, int Value)
{
    public bool Holds(DebugSession session, StreamName stream) => Comparison.Holds(session.SequencerOf(stream).R[Register].Q, Value);

    public override string ToString() => $"R{Register}{Comparison.Symbol()}{Value}";
}

/// <summary>Stops when a semaphore begins to satisfy a comparison.</summary>
public sealed class SemaphoreBreakpoint(int core, int number, string name, Comparison comparison, int value) : Breakpoint
{
    private bool _held;

    public override string Text => $"semaphore {name}{comparison.Symbol()}{value}";

    public override void Arm(DebugSession session) => _held = Holds(session);

    protected override int HitsOf(DebugSession session)
    {
        var before = _held;
        _held = Holds(session);
        return _held && !before ? 1 : 0;
    }

    private bool Holds(DebugSession session) => comparison.Holds(session.Run.Board.Chip.Cores[core].Semaphores.Semaphores[number].Q, value);
}
