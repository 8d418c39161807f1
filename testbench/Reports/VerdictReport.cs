using System.Globalization;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Reports;

/// <summary>
/// Prints whether the outputs are right, one line a tensor within 80 columns; below a bad one its first bad element and who wrote that.
/// </summary>
public static class VerdictReport
{
    private const int MinimumNameWidth = 16;
    private const int MaximumNameWidth = 34;

    /// <returns>True if every comparison passed.</returns>
    public static bool Write(TextWriter output, IReadOnlyList<Tensor> outputs, IReadOnlyList<OutputVerdict> verdicts, RunSession session)
    {
        if (verdicts.Count == 0)
        {
            output.WriteLine("no reference: nothing to compare with; digests of the outputs follow");
            foreach (var tensor in outputs)
                output.WriteLine($"  {tensor.Name} {TensorDigest.Of(tensor)}");
            return true;
        }

        var rows = verdicts.GroupBy(v => v.Expectation.Output, StringComparer.Ordinal).Select(g => new Row([.. g])).ToList();
        var bad = rows.FindAll(r => r.Bad is not null);
        output.WriteLine(bad.Count == 0
            ? $"PASSED: {Count(rows.Count, "output")}, {Count(verdicts.Count, "comparison")}"
            : $"FAILED: {bad.Count} of {Count(rows.Count, "output")} out of tolerance");
        var trails = bad.Count == 0
            ? []
            : new LastWriterSearch(session).Find([.. bad.Select(r => (r.Name, r.Bad!.Comparison.FirstBad!.Flat))]);
        WriteRows(output, rows, trails, session);
        foreach (var source in verdicts.GroupBy(v => (v.Expectation.IsReference, v.Against)).Select(g => g.Key))
            output.WriteLine(source.IsReference ? $"      {source.Against}" : $"      file: {source.Against}");
        return bad.Count == 0;
    }

    private static void WriteRows(TextWriter output, List<Row> rows, IReadOnlyList<WriteTrail> trails, RunSession session)
    {
        var width = Math.Clamp(rows.Max(r => r.Name.Length), MinimumNameWidth, MaximumNameWidth);
        output.WriteLine($"      {"output".PadRight(width)}  max error  of largest  against");
        var next = 0;
        foreach (var row in rows)
        {
            output.WriteLine($"  {(row.Bad is null ? "ok " : "BAD")} {row.Name.PadRight(width)}  {row.Error(),9}  {row.Share(),10}  {row.Against()}");
            if (row.Bad is not null)
                WriteBlame(output, row.Bad.Comparison, trails[next++], session);
        }
    }

    private static void WriteBlame(TextWriter output, TensorComparison comparison, WriteTrail trail, RunSession session)
    {
        output.WriteLine($"      {comparison.BadCount} of {Count(comparison.Tensor.Count, "element")} out of tolerance, the first is");
        output.WriteLine($"      {comparison.FirstBad}");
        if (trail.Origin is not { } origin)
        {
            output.WriteLine("      nothing has written it");
            return;
        }

        output.WriteLine($"      last written by {Describe(session, origin)}");
        for (var i = trail.Steps.Count - 2; i >= 0; i--)
            output.WriteLine($"      then copied by {Describe(session, trail.Steps[i])}");
    }

    private static string Describe(RunSession session, in TrailStep step)
    {
        var place = SourcePlaces.Of(session.Plan, step.By);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(place is null ? "" : $"{place}, ")}cycle {step.Tick / session.Board.Clocks.Base.Period:N0}{Environment.NewLine}        ({SourcePlaces.Describe(session.Plan, step.By)}, {session.Grid.Microseconds(step.Tick):F3} us)");
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>The comparisons of one output.</summary>
    private sealed class Row(List<OutputVerdict> verdicts)
    {
        public string Name => verdicts[0].Expectation.Output;

        /// <summary>The first comparison that failed, or null.</summary>
        public OutputVerdict? Bad { get; } = verdicts.Find(v => !v.Comparison.Passed);

        public string Error() => verdicts.Max(v => v.Comparison.MaximumError).ToString("G4", CultureInfo.InvariantCulture);

        /// <summary>The larger error of the comparisons as a share of the largest expected magnitude.</summary>
        public string Share()
        {
            if (verdicts.TrueForAll(v => v.Comparison.MaximumExpected == 0))
                return "-";
            var share = verdicts.Max(v => v.Comparison.MaximumError / v.Comparison.MaximumExpected);
            return double.IsFinite(share) ? (100 * share).ToString(share < 10 ? "F5" : "G4", CultureInfo.InvariantCulture) + " %" : "-";
        }

        public string Against() => string.Join(" + ", verdicts.Select(v => v.Expectation.IsReference ? "reference" : "file"));
    }
}
