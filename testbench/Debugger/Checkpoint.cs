using Hardware.Common.Kernel;

namespace Hardware.Testbench.Debugger;

/// <summary>A moment of a debugged run.</summary>
/// <param name="Epoch">How many times state was poked before it.</param>
/// <param name="Steps">Simulated ticks with activity before it.</param>
/// <param name="Tick">Time; beyond the last activity if the user moved it there.</param>
public readonly record struct Moment(int Epoch, long Steps, long Tick) : IComparable<Moment>
{
    public int CompareTo(Moment other) => (Epoch, Steps, Tick).CompareTo((other.Epoch, other.Steps, other.Tick));

    public static bool operator <=(Moment a, Moment b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Moment a, Moment b) => a.CompareTo(b) >= 0;

    public static bool operator <(Moment a, Moment b) => a.CompareTo(b) < 0;

    public static bool operator >(Moment a, Moment b) => a.CompareTo(b) > 0;
}

/// <summary>The whole state at a moment.</summary>
/// <param name="Moment">When.</param>
/// <param name="State">What.</param>
/// <param name="IsPinned">True for the first of an epoch: a run from before it would not repeat the poke.</param>
public sealed record Checkpoint(Moment Moment, Snapshot State, bool IsPinned);
