using Hardware.Common.Observation;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>
/// The rate of units that work side by side, while all of them do: from the last of their first completions to the first of their last
/// ones. Neither start-up nor the end, when some have stopped, counts; the only clock is the simulated one. Work counts evenly from the
/// completion before it to its own.
/// </summary>
public sealed class CompletionMeter
{
    private readonly Dictionary<(int Core, AgentUnit Unit), List<(long Tick, double Work)>> _completions = [];

    /// <summary>Units that completed something.</summary>
    public int Units => _completions.Count;

    /// <summary>First tick of the steady state.</summary>
    public long From => _completions.Values.Max(c => c[0].Tick);

    /// <summary>Last tick of the steady state.</summary>
    public long To => _completions.Values.Min(c => c[^1].Tick);

    /// <summary>A unit has completed work.</summary>
    /// <param name="by">The unit.</param>
    /// <param name="work">How much work, in any unit.</param>
    /// <param name="tick">When; not before the completion that was added before.</param>
    public void Add(in Agent by, double work, long tick)
    {
        // A ring is no unit: the rings of a DMA engine share its data path.
        var key = (by.Core, new AgentUnit(by.Unit.Kind, by.Unit.Number));
        if (!_completions.TryGetValue(key, out var completions))
            _completions[key] = completions = [];
        completions.Add((tick, work));
    }

    /// <summary>Work a second of all units together.</summary>
    /// <param name="units">Units that must have worked.</param>
    /// <param name="ticksPerSecond">Of the clock grid.</param>
    /// <exception cref="InvalidOperationException">Other units worked, or they never worked all at once.</exception>
    public double PerSecond(int units, long ticksPerSecond)
    {
        if (Units != units || To <= From)
            throw new InvalidOperationException(FormattableString.Invariant($"{Units} units worked, not {units}, or not at the same time"));
        return _completions.Values.Sum(c => WorkOf(c, From, To)) * ticksPerSecond / (To - From);
    }

    private static double WorkOf(List<(long Tick, double Work)> completions, long from, long to)
    {
        var sum = 0.0;
        for (var i = 1; i < completions.Count; i++)
        {
            var (start, end) = (completions[i - 1].Tick, completions[i].Tick);
            var inside = Math.Min(end, to) - Math.Max(start, from);
            if (inside > 0)
                sum += completions[i].Work * inside / (end - start);
        }

        return sum;
    }
}
