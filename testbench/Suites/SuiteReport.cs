using Hardware.Testbench.Reports;

namespace Hardware.Testbench.Suites;

/// <summary>Prints what suites found: a line a property, failures with all that is needed to look into them, then coverage.</summary>
public static class SuiteReport
{
    // Below the name of the suite.
    private const int VerdictIndent = 8;

    private const string CoverageIndent = "    ";

    public static void Write(TextWriter output, SuiteResult result, SuiteOptions options)
    {
        foreach (var property in result.Properties)
        {
            var verdict = property.Failure is null ? "passed" : "FAILED";
            Columns.Write(
                output, $"{verdict}  {result.Suite} {property.Property}: {property.Summary} ({property.Cases} {(property.Cases == 1 ? "case" : "cases")})", VerdictIndent);
            if (property.Failure is { } failure)
                Write(output, result.Suite, failure, options);
        }

        output.WriteLine();
        foreach (var line in result.Coverage.Lines(Columns.Width - CoverageIndent.Length))
            output.WriteLine(CoverageIndent + line);
        output.WriteLine();
    }

    /// <summary>The command line that runs a failing case again.</summary>
    public static string ReplayCommand(string suite, Replay replay) => $"neuron-rtl suite {suite} --replay {replay}";

    private static void Write(TextWriter output, string suite, PropertyFailure failure, SuiteOptions options)
    {
        output.WriteLine($"        why:     {failure.Message}");
        output.WriteLine($"        seed:    {options.Seed} (case {failure.Replay.Seed:x}, size {failure.Replay.Size})");
        output.WriteLine($"        case:    {Indent(failure.Original)}");
        output.WriteLine($"        shrunk:  {Indent(failure.Shrunk)} ({failure.Shrinks} steps)");
        output.WriteLine($"        replay:  {ReplayCommand(suite, failure.Replay)}");
        foreach (var wave in failure.Waves)
            output.WriteLine($"        wave:    {wave} (open it with: gtkwave {Path.ChangeExtension(wave, ".gtkw")})");
    }

    private static string Indent(string text) => text.TrimEnd().ReplaceLineEndings("\n                 ");
}
