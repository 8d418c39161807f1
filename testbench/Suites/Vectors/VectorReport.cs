using System.Globalization;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Prints what vectors found: a line for each function of each file, then the rule by which it differs, mismatches and what was left out. It fits 80 columns.</summary>
public static class VectorReport
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void WriteHead(TextWriter output)
    {
        output.WriteLine("Any NaN matches NaN; exception flags are read and not compared.");
        output.WriteLine("Documented: the file has another result than docs/numerics.md asks for.");
        output.WriteLine("function             cases   mismatches   documented  computed by");
    }

    public static void WriteSum(TextWriter output, IReadOnlyList<VectorChecker> checkers)
    {
        var tallies = checkers.SelectMany(c => c.Tallies).ToList();
        var (cases, mismatches, documented) = (tallies.Sum(t => t.Cases), tallies.Sum(t => t.Mismatches), tallies.Sum(t => t.Documented));
        var verdict = cases == 0 ? "NOTHING CHECKED" : mismatches == 0 ? "PASSED" : "FAILED";
        output.WriteLine(string.Create(Culture, $"{verdict}: {mismatches:N0} mismatches in {cases:N0} cases, {documented:N0} of them by a rule of our own"));
    }

    public static void Write(TextWriter output, string file, VectorChecker checker)
    {
        foreach (var tally in checker.Tallies)
        {
            output.WriteLine(string.Create(Culture, $"{tally.Operation.Name,-16} {tally.Cases,9:N0} {tally.Mismatches,12:N0} {tally.Documented,12:N0}  {tally.Operation.Means}"));
            if (tally.Documented > 0)
                output.WriteLine($"    documented: {tally.Operation.Rule}");
            if (tally.First is { } first)
                output.WriteLine($"    first: {file}:{first.Line}: {first.Operands}: got {first.Got} ({first.Way}), expected {first.Expected}");
        }

        foreach (var (reason, lines) in checker.Skipped)
            output.WriteLine(string.Create(Culture, $"    {lines:N0} cases of the file left out: {reason}"));
    }
}
