using System.CommandLine;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.IO;
using Hardware.Common.Parameters;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Suites;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>suite [NAME]</c>: the testbench's property suites.</summary>
internal static class SuiteVerb
{
    private const int SuiteIndent = 4;
    private const int PropertyWidth = 23;

    public static Command Create(CommandContext context) => Create(context, SuiteCatalog.All);

    /// <summary>The verb over given suites: the project's own, or those of a test.</summary>
    internal static Command Create(CommandContext context, IReadOnlyList<ISuite> suites)
    {
        var defaults = new SuiteOptions();
        var name = new Argument<string?>("NAME") { Description = "suite to run, or SUITE/PROPERTY; all of them if left out", Arity = ArgumentArity.ZeroOrOne };
        var chip = ChipOptions.Chip();
        var list = new Option<bool>("--list") { Description = "list the suites and their properties" };
        var count = OptionText.Of("--count", "NUMBER", "cases of each property", defaults.Count.ToString(CultureInfo.InvariantCulture));
        var exhaustive = new Option<bool>("--exhaustive") { Description = "run campaigns too; they take minutes each" };
        var seed = OptionText.Of("--seed", "NUMBER", "seed of all cases", defaults.Seed.ToString(CultureInfo.InvariantCulture));
        var replay = new Option<string?>("--replay") { Description = "run one case again", HelpName = "PROPERTY:SEED:SIZE" };
        var junit = new Option<string?>("--junit") { Description = "also write the results as JUnit XML", HelpName = "FILE" };
        var folder = new Option<string>("--failures") { Description = "for waves of failures", HelpName = "DIR", DefaultValueFactory = _ => defaults.FailureFolder };
        var command = new Command("suite", "Check the model with the testbench's property suites.") { name, chip, list, count, exhaustive, seed, replay, junit, folder, VectorsVerb.Create(context) };
        command.SetAction(parsed =>
        {
            var spec = ChipOptions.Choose(parsed.GetValue(chip), []).Default;
            var (chosen, property) = Choose(suites, spec, parsed.GetValue(name));
            if (parsed.GetValue(list))
                return List(context.Output, spec, chosen);
            var options = new SuiteOptions
            {
                Chip = spec,
                Count = OptionValue.Count("--count", parsed.GetValue(count)!),
                Seed = OptionValue.WholeNumber("--seed", parsed.GetValue(seed)!),
                Property = property,
                Exhaustive = parsed.GetValue(exhaustive),
                Replay = parsed.GetValue(replay) is { } text ? Check(Replay.Parse(text), spec, chosen) : null,
                FailureFolder = parsed.GetValue(folder)!,
            };
            return Run(context.Output, chosen, options, parsed.GetValue(junit));
        });
        return command;
    }

    /// <summary>The suites of a name, and the property if the name goes on with one.</summary>
    private static (IReadOnlyList<ISuite> Suites, string? Property) Choose(IReadOnlyList<ISuite> suites, ChipSpec chip, string? name)
    {
        if (name is null)
            return (suites, null);
        var parts = name.Split('/', 2);
        var suite = suites.FirstOrDefault(s => string.Equals(s.Name, parts[0], StringComparison.OrdinalIgnoreCase));
        var property = parts.Length == 2 ? suite?.PropertiesOf(chip).FirstOrDefault(p => string.Equals(p.Name, parts[1], StringComparison.Ordinal)) : null;
        if (suite is not null && (parts.Length == 1 || property is not null))
            return ([suite], property?.Name);
        if (suite is not null && Absence([suite], chip, parts[1]) is { } absence)
            throw Unknown(absence);
        var names = suite is null ? suites.Select(s => s.Name) : suite.PropertiesOf(chip).Select(p => $"{suite.Name}/{p.Name}");
        throw Unknown($"no suite '{name}'{Suggestion.DidYouMean(name, names)}; --list lists them");
    }

    private static InputException Unknown(string message) => new(OptionCode.SuiteUnknown, message);

    /// <summary>What to say of a property that is there, but not on this chip; null for any other.</summary>
    private static string? Absence(IReadOnlyList<ISuite> suites, ChipSpec chip, string property)
    {
        var absences =
            from suite in suites
            from leftOut in suite.LeftOutOf(chip)
            where property.StartsWith(leftOut.What, StringComparison.Ordinal)
            select $"{suite.Name}/{property} is left out on {chip.Name}: {leftOut.Why}";
        return absences.FirstOrDefault();
    }

    private static Replay Check(Replay replay, ChipSpec chip, IReadOnlyList<ISuite> suites)
    {
        var names = suites.SelectMany(s => s.PropertiesOf(chip)).Select(p => p.Name).ToList();
        return names.Contains(replay.Property, StringComparer.Ordinal)
            ? replay
            : throw new InputException(
                OptionCode.ReplayPropertyUnknown,
                "--replay: " + (Absence(suites, chip, replay.Property) ?? $"no property '{replay.Property}'{Suggestion.DidYouMean(replay.Property, names)}; --list lists them"));
    }

    private static int List(TextWriter output, ChipSpec chip, IReadOnlyList<ISuite> suites)
    {
        foreach (var suite in suites)
        {
            Columns.Write(output, $"{suite.Name}: {suite.Summary}", SuiteIndent);
            foreach (var property in suite.PropertiesOf(chip))
                Columns.Write(output, $"    {property.Name,-PropertyWidth} {property.Summary}", SuiteIndent + PropertyWidth + 1);
            SuiteReport.WriteLeftOut(output, suite.Name, suite.LeftOutOf(chip), SuiteIndent);
        }

        return ExitStatus.Done;
    }

    private static int Run(TextWriter output, IReadOnlyList<ISuite> suites, SuiteOptions options, string? junit)
    {
        using var file = junit is null ? null : AtomicFile.Create(junit);
        var results = new List<SuiteResult>();
        foreach (var suite in suites)
        {
            var result = suite.Run(options);
            if (result.Properties.Count == 0)
                continue;
            results.Add(result);
            SuiteReport.Write(output, result, options);
        }

        if (file is not null)
            JunitFile.Write(file, results);
        var failed = results.Sum(r => r.Properties.Count(p => p.Failure is not null));
        var properties = results.Sum(r => r.Properties.Count);
        output.WriteLine((failed == 0 ? $"PASSED: {properties} properties" : $"FAILED: {failed} of {properties} properties") + $" on {options.Chip.Name}");
        return failed == 0 ? ExitStatus.Done : ExitStatus.Failed;
    }
}
