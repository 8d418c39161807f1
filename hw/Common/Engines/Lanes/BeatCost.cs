using System.Runtime.InteropServices;

namespace Hardware.Common.Engines.Lanes;

/// <summary>A rate: <paramref name="Cycles"/> engine cycles for <paramref name="Beats"/> beats.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
public readonly record struct BeatCost(int Cycles, int Beats)
{
    /// <summary>No cost: a port that is not used.</summary>
    public static BeatCost None { get; } = new(0, 1);

    /// <summary>One beat a cycle.</summary>
    public static BeatCost Full { get; } = new(1, 1);

    /// <summary>A beat every second cycle.</summary>
    public static BeatCost Half { get; } = new(2, 1);

    /// <summary>Two beats a cycle: the packed forms on 16-bit elements.</summary>
    public static BeatCost Packed { get; } = new(1, 2);

    /// <summary>The rate of two activities that take turns.</summary>
    public BeatCost Plus(BeatCost other) => new((Cycles * other.Beats) + (other.Cycles * Beats), Beats * other.Beats);

    /// <summary>The rate of two activities that go on side by side.</summary>
    public BeatCost Slowest(BeatCost other) => (long)other.Cycles * Beats > (long)Cycles * other.Beats ? other : this;

    /// <summary>So many times as slow.</summary>
    public BeatCost Times(int factor) => new(Cycles * factor, Beats);

    /// <summary>Twice as fast.</summary>
    public BeatCost Halved() => new(Cycles, Beats * 2);

    /// <summary>Beats that are done after that many cycles.</summary>
    public long BeatsAfter(long cycles) => Cycles == 0 ? long.MaxValue : cycles * Beats / Cycles;

    /// <summary>Cycles after which that many beats are done.</summary>
    public long CyclesFor(long beats) => Beats == 1 ? beats * Cycles : ((beats * Cycles) + Beats - 1) / Beats;
}
