namespace Hardware.Testbench.Monitors;

/// <summary>What may be left of the expectations when a test ends.</summary>
public enum DrainPolicy
{
    /// <summary>Nothing: everything expected must have been observed.</summary>
    MustBeEmpty,

    /// <summary>Anything: the test ended in the middle of the traffic.</summary>
    MayHoldExpected,
}

/// <summary>Compares what a part does with what a model expects of it, in order or within a window.</summary>
/// <param name="name">Name for messages.</param>
/// <param name="window">How many of the oldest expectations an observation may match; 1 demands order.</param>
/// <param name="drain">What may be left at the end.</param>
public sealed class Scoreboard<T>(string name, int window = 1, DrainPolicy drain = DrainPolicy.MustBeEmpty)
    where T : notnull
{
    private readonly List<T> _expected = [];
    private readonly List<string> _mismatches = [];

    /// <summary>Observations that were expected.</summary>
    public long Matches { get; private set; }

    /// <summary>Observations that were not, in words.</summary>
    public IReadOnlyList<string> Mismatches => _mismatches;

    public void Expect(T item) => _expected.Add(item);

    /// <summary>Takes an observation. One that nothing in the window expects is a mismatch and uses no expectation up.</summary>
    public void Observe(T item)
    {
        var reach = Math.Min(window, _expected.Count);
        var match = _expected.IndexOf(item, 0, reach);
        if (match >= 0)
        {
            _expected.RemoveAt(match);
            Matches++;
            return;
        }

        _mismatches.Add(reach == 0
            ? $"{name}: {item} came, and nothing was expected (after {Matches} matches)"
            : $"{name}: {item} came; {string.Join(" or ", _expected.Take(reach))} would be right (after {Matches} matches)");
    }

    /// <summary>Everything that went wrong, what is left over included; empty if all is well.</summary>
    public IReadOnlyList<string> Finish() => drain == DrainPolicy.MayHoldExpected || _expected.Count == 0
        ? _mismatches
        : [.. _mismatches, $"{name}: {_expected.Count} expected did not come, the first {_expected[0]}"];
}
