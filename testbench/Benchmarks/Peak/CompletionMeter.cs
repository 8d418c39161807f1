using Hardware.Common.Observation;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>
/// The steady rate of units that work side by side: for each, its work after its first completion over the ticks from that completion
/// to its last; the sum over all units is the rate of the chip. No start-up counts, and no clock but the simulated one.
/// </summary>
public sealed class CompletionMeter
{
    private readonly Dictionary<(int Core, AgentUnit Unit), Span> _spans = [];

    /// <summary>Units that completed something.</summary>
    public int Units => _spans.Count;

    /// <summary>Ticks in which all units were between their first and their last completion, over the ticks in which any was.</summary>
    public double Overlap
    {
        get
        {
            var together = _spans.Values.Min(s => s.Last) - _spans.Values.Max(s => s.First);
            return Math.Max(0, together) / (double)(_spans.Values.Max(s => s.Last) - _spans.Values.Min(s => s.First));
        }
    }

    /// <summary>A unit has completed work.</summary>
    /// <param name="by">The unit.</param>
    /// <param name="work">How much work, in any unit.</param>
    /// <param name="tick">When.</param>
    public void Add(in Agent by, double work, long tick)
    {
        // A ring is no unit: the rings of a DMA engine share its data path.
        var key = (by.Core, new AgentUnit(by.Unit.Kind, by.Unit.Number));
        _spans[key] = _spans.TryGetValue(key, out var span) ? span with { Last = tick, Work = span.Work + work } : new Span(tick, tick, 0);
    }

    /// <summary>Work a second of all units together.</summary>
    /// <param name="ticksPerSecond">Of the clock grid.</param>
    public double PerSecond(long ticksPerSecond) => _spans.Values.Sum(s => s.Work * ticksPerSecond / (s.Last - s.First));

    private readonly record struct Span(long First, long Last, double Work);
}
