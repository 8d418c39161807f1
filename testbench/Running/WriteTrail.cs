using Hardware.Common.Observation;

namespace Hardware.Testbench.Running;

/// <summary>One write on the way of an element into an output.</summary>
/// <param name="By">Who wrote.</param>
/// <param name="Tick">When the write committed.</param>
public readonly record struct TrailStep(Agent By, long Tick)
{
    /// <summary>True if the write only copied what something else had computed.</summary>
    public bool IsCopy => By.IsDma;
}

/// <summary>How an element came to be, from the last write backwards: DMA copies, then the instruction that computed it or the host.</summary>
/// <param name="Steps">The writes, the last one first; empty if nothing wrote the element.</param>
public sealed record WriteTrail(IReadOnlyList<TrailStep> Steps)
{
    /// <summary>The write that made the value, or null if nothing wrote the element.</summary>
    public TrailStep? Origin => Steps.Count == 0 ? null : Steps[^1];
}
