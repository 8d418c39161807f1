using Hardware.Mutation.Sites;

namespace Hardware.Mutation.Running;

/// <summary>What a run ends with: counts, percentage, survivors.</summary>
internal sealed class Report(IEnumerable<(MutationSite Site, Verdict Verdict)> drawn)
{
    private readonly IReadOnlyList<(MutationSite Site, Verdict Verdict)> _drawn = [.. drawn];

    /// <summary>Killed ones of those that count, 0 to 100.</summary>
    public double KilledPercent => 100.0 * _drawn.Count(d => d.Verdict.Killed) / Math.Max(1, _drawn.Count(d => d.Verdict.Counts));

    public void Write(TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(
            $"{_drawn.Count} sites drawn: {_drawn.Count(d => d.Verdict.Counts)} tried, "
            + $"{Count(Outcome.NotCompiled)} are not C#, {Count(Outcome.SameCode)} compile to the same code");
        output.WriteLine(
            $"{KilledPercent:F1} % killed: {Count(Outcome.Failed)} by a failed test, {Count(Outcome.TimedOut)} by a test that did not end, "
            + $"{Count(Outcome.Crashed)} by the end of the process");
        output.WriteLine($"{Count(Outcome.Survived)} survived");
        foreach (var (site, _) in _drawn.Where(d => d.Verdict.Outcome == Outcome.Survived).OrderBy(d => d.Site.Name, StringComparer.Ordinal))
            output.WriteLine($"    {site.Name}  {site.Original}  ->  {site.Mutated}");
    }

    private int Count(Outcome outcome) => _drawn.Count(d => d.Verdict.Outcome == outcome);
}
