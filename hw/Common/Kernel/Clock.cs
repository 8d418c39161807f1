namespace Hardware.Common.Kernel;

/// <summary>A clock of the family that shares one integer time grid; its edges fall on multiples of <see cref="Period"/> ticks.</summary>
public sealed class Clock
{
    internal Clock(string name, long frequency, long period)
    {
        Name = name;
        Frequency = frequency;
        Period = period;
    }

    /// <summary>Name as in a wave, for instance <c>tensor</c>.</summary>
    public string Name { get; }

    /// <summary>Frequency in hertz.</summary>
    public long Frequency { get; }

    /// <summary>Ticks of the grid from one edge to the next.</summary>
    public long Period { get; }

    /// <summary>Number of the cycle that the tick lies in (cycle 0 starts at tick 0).</summary>
    public long CycleAt(long tick) => tick / Period;

    /// <summary>Tick of the first edge at or after the tick.</summary>
    public long EdgeAtOrAfter(long tick) => (tick + Period - 1) / Period * Period;

    /// <summary>Tick of the first edge strictly after the tick.</summary>
    public long EdgeAfter(long tick) => (tick / Period + 1) * Period;

    /// <summary>Cycles of this clock that last at least as long as <paramref name="cycles"/> cycles of a clock of <paramref name="frequency"/> hertz.</summary>
    public long CyclesFor(long cycles, long frequency) => ((cycles * Frequency) + frequency - 1) / frequency;

    public override string ToString() => Name;
}
