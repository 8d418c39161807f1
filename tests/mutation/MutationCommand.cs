using System.CommandLine;
using Hardware.Mutation.Building;
using Hardware.Mutation.Running;
using Hardware.Mutation.Sites;

namespace Hardware.Mutation;

/// <summary>The command line.</summary>
internal static class MutationCommand
{
    private const int Done = 0;
    private const int TooFewKilled = 1;

    public static RootCommand Create(TextWriter output)
    {
        var count = new Option<int>("--count") { Description = "changes to try", DefaultValueFactory = _ => 200 };
        var seed = new Option<ulong>("--seed") { Description = "seed of the sample", DefaultValueFactory = _ => 1 };
        var threshold = new Option<double>("--threshold")
        {
            Description = "percentage below which the status is 1",
            DefaultValueFactory = _ => 95,
        };
        var workers = new Option<int>("--workers") { Description = "test processes at a time", DefaultValueFactory = _ => 2 };
        var results = new Option<string?>("--results") { Description = "go on from here (mutation-SEED.json)", HelpName = "FILE" };
        var one = new Option<string[]>("--one") { Description = "try this change only; may be repeated", HelpName = "SITE" };
        var list = new Option<bool>("--list") { Description = "list every site in the order of the seed" };
        foreach (var option in (Option<int>[])[count, workers])
        {
            option.Validators.Add(result =>
            {
                if (result.GetValue(option) < 1)
                    result.AddError($"{option.Name} must be at least 1");
            });
        }

        var command = new RootCommand("Change hw/Common/Numerics at sampled sites and count what its tests notice.")
        {
            count, seed, threshold, workers, results, one, list,
        };
        command.SetAction(parsed =>
        {
            var repository = Repository.Find();
            var compiler = new MutantCompiler(repository);
            var sites = SiteFinder.Find(compiler.Compilation, compiler.Files);
            var names = parsed.GetValue(one) ?? [];
            var order = names.Length > 0 ? Named(sites, names) : SamplingOrder.Shuffle(sites, parsed.GetValue(seed));
            if (parsed.GetValue(list))
            {
                List(order, output);
                return Done;
            }

            output.WriteLine($"{sites.Count} sites in {compiler.Files.Count} files: {Kinds(sites)}");
            using var scratch = new ScratchFolder();
            scratch.Copy(repository.TestOutput, "tests");
            var processes = Enumerable.Range(0, parsed.GetValue(workers))
                .Select(i => new WorkerProcess(scratch.Path("tests"), scratch.Path($"worker{i}"))).ToList();
            var baseline = processes[0].Measure(compiler.Unchanged);
            output.WriteLine($"{baseline.Count} test methods hold without a change, in {baseline.Values.Sum(t => t.TotalSeconds):F1} s of CPU time");

            // Changes that are named are tried anew.
            var path = names.Length > 0 ? scratch.Path("named.json") : parsed.GetValue(results) ?? $"mutation-{parsed.GetValue(seed)}.json";
            var known = ResultsFile.Open(path, Fingerprint.Of(repository));
            if (known.Count > 0)
                output.WriteLine($"going on after {known.Count} verdicts");
            var run = new SampleRun(compiler, order, Math.Min(parsed.GetValue(count), order.Length), known, output);
            run.Run(processes, new TestOrder(baseline), baseline);
            var report = new Report(run.Drawn);
            report.Write(output);
            return report.KilledPercent < parsed.GetValue(threshold) ? TooFewKilled : Done;
        });
        return command;
    }

    private static void List(IEnumerable<MutationSite> sites, TextWriter output)
    {
        foreach (var site in sites)
            output.WriteLine($"{site.Name}  {site.Original}  ->  {site.Mutated}");
    }

    private static MutationSite[] Named(IReadOnlyList<MutationSite> sites, IEnumerable<string> names) =>
    [
        .. names.Select(name => sites.FirstOrDefault(site => string.Equals(site.Name, name, StringComparison.Ordinal))
            ?? throw new MutationException($"no site '{name}'; --list names all")),
    ];

    private static string Kinds(IEnumerable<MutationSite> sites) =>
        string.Join(", ", sites.GroupBy(site => site.Operator, StringComparer.Ordinal).Select(kind => $"{kind.Key} {kind.Count()}"));
}
