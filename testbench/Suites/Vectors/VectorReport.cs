using System.Globalization;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Prints what vectors found: a line for each function of each file, then mismatches and what was left out. It fits 80 columns.</summary>
public static class VectorReport
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static void WriteHead(TextWriter output)
    {
        output.WriteLine("Any NaN matches NaN; exception flags are read and not compared.");
        output.WriteLine("function             cases   mismatches  computed by");
    }

    public static void WriteSum(TextWriter output, IReadOnlyList<VectorChecker> checkers)
    {
        var tallies = checkers.SelectMany(c => c.Tallies).ToList();
        var (cases, mismatches) = (tallies.Sum(t => t.Cases), tallies.Sum(t => t.Mismatches));
        var verdict = cases == 0 ? "NOTHING CHECKED" : mismatches == 0 ? "PASSED" : "FAILED";
        output.WriteLine(string.Create(Culture, $"{verdict}: {mismatches:N0} mismatches in {cases:N0} cases, functions: {tallies.Select(t => t.Operation).Distinct().Count()}"));
    }

    public static void Write(TextWriter output, string file, VectorChecker checker)
    {
        foreach (var tally in checker.Tallies)
        {
            output.WriteLine(string.Create(Culture, $"{tally.Operation.Name,-16} {tally.Cases,9:N0} {tally.Mismatches,12:N0}  {tally.Operation.Means}"));
            if (tally.Documented > 0)
                output.WriteLine(string.Create(Culture, $"    {tally.Documented:N0} more differ only by the array's second rounding, out of PSUM"));
            if (tally.First is { } first)
                output.WriteLine($"    first: {file}:{first.Line}: {first.Operands}: got {first.Got} ({first.Way}), expected {first.Expected}");
        }

        foreach (var (reason, lines) in checker.Skipped)
            output.WriteLine(string.Create(Culture, $"    {lines:N0} cases of the file left out: {reason}"));
    }
}
