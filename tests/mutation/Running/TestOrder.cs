namespace Hardware.Mutation.Running;

/// <summary>
/// Which tests to try first: those that most often failed for changes of the same file, then quick ones before slow ones. The order
/// decides how soon a change is killed, never whether.
/// </summary>
internal sealed class TestOrder(IReadOnlyDictionary<string, TimeSpan> baseline)
{
    private readonly Dictionary<(string File, string Test), int> _kills = [];
    private readonly Lock _guard = new();

    /// <summary>All tests for changes of one file.</summary>
    public IReadOnlyList<string> For(string file)
    {
        lock (_guard)
        {
            return [.. baseline.Keys
                .OrderByDescending(test => _kills.GetValueOrDefault((file, test)) / (baseline[test].TotalSeconds + 0.1))
                .ThenBy(test => baseline[test])
                .ThenBy(test => test, StringComparer.Ordinal)];
        }
    }

    public void Learn(string file, Verdict verdict)
    {
        if (verdict.Outcome != Outcome.Failed || verdict.Test is null)
            return;
        lock (_guard)
            _kills[(file, verdict.Test)] = _kills.GetValueOrDefault((file, verdict.Test)) + 1;
    }
}
