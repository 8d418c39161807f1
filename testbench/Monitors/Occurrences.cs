using Hardware.Common.Observation;

namespace Hardware.Testbench.Monitors;

/// <summary>How often something that a run warns of happened, and where first.</summary>
public sealed class Occurrences
{
    /// <summary>Executions of instructions in which it happened.</summary>
    public long Count { get; private set; }

    /// <summary>The instruction that did it first and the tick, or null.</summary>
    public (Agent By, long Tick)? First { get; private set; }

    public void Add(in Agent by, long tick)
    {
        Count++;
        First ??= (by, tick);
    }
}
