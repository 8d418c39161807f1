using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Hardware.Common.Diagnostics;
using Hardware.Common.IO;
using Hardware.Testbench.Benchmarks;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>bench [NAME]</c>: the project's own benchmarks, one line each.</summary>
internal static class BenchVerb
{
    public static Command Create(CommandContext context)
    {
        var name = new Argument<string?>("NAME") { Description = "benchmark; all if left out", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "list the benchmarks" };
        var json = new Option<string?>("--json") { Description = "also write the figures to FILE", HelpName = "FILE" };
        var repetitions = OptionText.Of(
            "--repetitions", "NUMBER", "counted runs; their median counts", new BenchmarkOptions().Repetitions.ToString(CultureInfo.InvariantCulture));
        var command = new Command("bench", "Run the project's own benchmarks.") { name, list, json, repetitions };
        command.SetAction(parsed => Run(
            context, parsed.GetValue(name), parsed.GetValue(list), parsed.GetValue(json), new BenchmarkOptions(OptionValue.Count("--repetitions", parsed.GetValue(repetitions)!))));
        return command;
    }

    private static int Run(CommandContext context, string? name, bool list, string? json, BenchmarkOptions options)
    {
        if (list)
        {
            foreach (var benchmark in BenchmarkCatalog.All)
                Columns.Write(context.Output, $"{benchmark.Name,-12} {benchmark.Summary}", indent: 13);
            return ExitStatus.Done;
        }

        var chosen = BenchmarkCatalog.All.Where(b => name is null || string.Equals(b.Name, name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (chosen.Count == 0)
        {
            throw new InputException(
                OptionCode.BenchmarkUnknown,
                $"no benchmark '{name}'{Suggestion.DidYouMean(name!, BenchmarkCatalog.All.Select(b => b.Name))}; --list lists them");
        }

        using var file = json is null ? null : AtomicFile.Create(json);
        var results = new List<Measurement>();
        foreach (var measurement in chosen.SelectMany(b => b.Run(options)))
        {
            results.Add(measurement);
            Columns.Write(context.Output, FormattableString.Invariant($"{measurement.Name}: {measurement.Value:G5} {measurement.Unit} ({measurement.Note})"), indent: 4);
        }

        if (file is not null)
        {
            JsonSerializer.Serialize(file.Stream, results, JsonOptions);
            file.Commit();
        }

        return ExitStatus.Done;
    }

    private static readonly JsonSerializerOptions JsonOptions = new() { WriteIndented = true };
}
