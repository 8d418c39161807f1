using Hardware.Common.Parameters;
using Hardware.Testbench.Boards;
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
                Write(output, result, failure, options);
        }

        WriteLeftOut(output, result.Suite, result.LeftOut);

        output.WriteLine();
        foreach (var line in result.Coverage.Lines(Columns.Width - CoverageIndent.Length))
            output.WriteLine(CoverageIndent + line);
        output.WriteLine();
    }

    /// <summary>The command line that runs a failing case again.</summary>
    public static string ReplayCommand(string suite, ChipSpec chip, Replay replay)
    {
        var option = string.Equals(chip.Name, ChipCatalog.Names[0], StringComparison.Ordinal) ? "" : $" --chip {chip.Name}";
        return $"neuron-rtl suite {suite}{option} --replay {replay}";
    }

    /// <summary>Says what a suite does not look at on a chip, and why: a line each.</summary>
    public static void WriteLeftOut(TextWriter output, string suite, IReadOnlyList<LeftOut> leftOut, int indent = 0)
    {
        foreach (var one in leftOut)
            Columns.Write(output, $"{new string(' ', indent)}left out  {suite} {one.What}: {one.Why}", indent + VerdictIndent);
    }

    private static void Write(TextWriter output, SuiteResult result, PropertyFailure failure, SuiteOptions options)
    {
        output.WriteLine($"        why:     {failure.Message}");
        output.WriteLine($"        seed:    {options.Seed} (case {failure.Replay.Seed:x}, size {failure.Replay.Size})");
        output.WriteLine($"        case:    {Indent(failure.Original)}");
        output.WriteLine($"        shrunk:  {Indent(failure.Shrunk)} ({failure.Shrinks} steps)");
        output.WriteLine($"        replay:  {ReplayCommand(result.Suite, result.Chip, failure.Replay)}");
        foreach (var wave in failure.Waves)
            output.WriteLine($"        wave:    {wave} (open it with: gtkwave {Path.ChangeExtension(wave, ".gtkw")})");
    }

    private static string Indent(string text) => text.TrimEnd().ReplaceLineEndings("\n                 ");
}
