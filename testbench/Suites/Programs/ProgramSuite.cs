using Hardware.Common.Kernel;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Suites.Programs;

/// <summary>What must not matter to a program: power-up content, evaluation order, sleep, stalls, and how often it has been run.</summary>
public sealed class ProgramSuite : ISuite
{
    // A run of a program costs as much as many cases of the other suites.
    private const int CasesPerRun = 20;

    private readonly SuiteProperty[] _properties;

    /// <param name="programs">Names of shipped programs; none for all.</param>
    public ProgramSuite(params string[] programs) =>
        _properties = [.. (programs.Length > 0 ? programs : ShippedPrograms.Names).SelectMany(PropertiesOf)];

    public string Name => "programs";

    public string Summary => "every shipped program: power-up content, evaluation order, sleep, stalls, repetition";

    public IReadOnlyList<SuiteProperty> Properties => _properties;

    private static IEnumerable<SuiteProperty> PropertiesOf(string program)
    {
        yield return Make(program, "power-up", "outputs and cycles do not depend on what memories hold at power-up", PowerUp);
        yield return Make(program, "order", "outputs and cycles of the program do not depend on evaluation order or sleep", OrderAndSleep);
        yield return Make(program, "stalls", "outputs do not depend on stalls on any channel", Stalls);
        yield return Make(program, "repeat", "outputs, cycles and waves of a repeated run are the same, byte for byte", Repeat);
    }

    private static SuiteProperty<ProgramCase> Make(string program, string name, string summary, Action<string, ProgramCase, CaseRun> holds) => new()
    {
        Name = $"{program}/{name}",
        Summary = summary,
        Weight = CasesPerRun,
        Cases = ProgramCase.Arbitrary,
        Holds = (c, run) =>
        {
            run.Coverage.Hit("programs", program, name);
            holds(program, c, run);
        },
    };

    private static void PowerUp(string program, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program);
        RunDigest? first = null;
        foreach (var pattern in Enum.GetValues<PowerUpPattern>())
        {
            var options = new SimulatorOptions { PowerUp = new PowerUpState(pattern, (ulong)conditions.Seed) };
            var result = RunDigest.Of(image, conditions.Seed, options, run, pattern.ToString().ToLowerInvariant());
            run.RequireEqual("end", RunEnd.Completed, result.End);
            first ??= result;
            run.RequireEqual($"run from {pattern}", first, result);
        }
    }

    private static void OrderAndSleep(string program, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program);
        var plain = RunDigest.Of(image, conditions.Seed, new SimulatorOptions(), run, "plain");
        run.RequireEqual("end", RunEnd.Completed, plain.End);
        var shuffled = RunDigest.Of(image, conditions.Seed, new SimulatorOptions { EvaluationShuffle = (ulong)conditions.Seed }, run, "shuffled");
        run.RequireEqual("shuffled run", plain, shuffled);
        var awake = RunDigest.Of(image, conditions.Seed, new SimulatorOptions { NeverSleep = true }, run, "never_sleeping");
        run.RequireEqual("never-sleeping run", plain with { Tick = 0 }, awake with { Tick = 0 });
    }

    private static void Stalls(string program, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program);
        var plain = RunDigest.Of(image, conditions.Seed, new SimulatorOptions(), run, "plain");
        var stalled = RunDigest.Of(image, conditions.Seed, new SimulatorOptions { Stalls = conditions.Stalls }, run, "stalled");
        run.RequireEqual("end", RunEnd.Completed, stalled.End);
        run.RequireEqual("outputs under stalls", plain.Outputs, stalled.Outputs);
        run.Coverage.Hit("programs: stalls", program, StallPlans.Class(conditions.Stalls));
    }

    private static void Repeat(string program, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program);
        var options = new SimulatorOptions { PowerUp = new PowerUpState(PowerUpPattern.Random, (ulong)conditions.Seed) };
        var first = RunDigest.Of(image, conditions.Seed, options, null, "first", digestWave: true);
        var second = RunDigest.Of(RunDigest.Load(program), conditions.Seed, options, run, "second", digestWave: true);
        run.RequireEqual("repeated run", first, second);
    }
}
