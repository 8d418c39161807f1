using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Suites.Programs;

/// <summary>What must not matter to a program: power-up content, evaluation order, sleep, stalls, and how often it has been run.</summary>
public sealed class ProgramSuite : ISuite
{
    // A run of a program costs as much as many cases of the other suites.
    private const int CasesPerRun = 20;

    private readonly IReadOnlyList<string> _programs;

    /// <param name="programs">Names of shipped programs; none for all.</param>
    public ProgramSuite(params string[] programs) => _programs = programs.Length > 0 ? programs : ShippedPrograms.Names;

    public string Name => "programs";

    public string Summary => "every shipped program: power-up content, evaluation order, sleep, stalls, repetition";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
        [.. _programs.Where(p => ShippedPrograms.Unfit(p, chip) is null).SelectMany(p => PropertiesOf(p, chip))];

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip) =>
    [
        .. from program in _programs
           let why = ShippedPrograms.Unfit(program, chip)
           where why is not null
           select new LeftOut(program, why),
    ];

    private static IEnumerable<SuiteProperty> PropertiesOf(string program, ChipSpec chip)
    {
        yield return Make(program, chip, "power-up", "outputs and cycles do not depend on what memories hold at power-up", PowerUp);
        yield return Make(program, chip, "order", "outputs and cycles of the program do not depend on evaluation order or sleep", OrderAndSleep);
        yield return Make(program, chip, "stalls", "outputs do not depend on stalls on any channel", Stalls);
        yield return Make(program, chip, "repeat", "outputs, cycles and waves of a repeated run are the same, byte for byte", Repeat);
    }

    private static SuiteProperty<ProgramCase> Make(
        string program, ChipSpec chip, string name, string summary, Action<string, ChipSpec, ProgramCase, CaseRun> holds) => new()
        {
            Name = $"{program}/{name}",
            Summary = summary,
            Weight = CasesPerRun,
            Cases = ProgramCase.Arbitrary,
            Holds = (c, run) =>
            {
                run.Coverage.Hit("programs", program, name);
                holds(program, chip, c, run);
            },
        };

    private static void PowerUp(string program, ChipSpec chip, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program, chip);
        RunDigest? first = null;
        foreach (var pattern in Enum.GetValues<PowerUpPattern>())
        {
            var options = new SimulatorOptions { PowerUp = new PowerUpState(pattern, (ulong)conditions.Seed) };
            var result = RunDigest.Of(image, chip, conditions.Seed, options, run, pattern.ToString().ToLowerInvariant());
            run.RequireEqual("end", RunEnd.Completed, result.End);
            first ??= result;
            run.RequireEqual($"run from {pattern}", first, result);
        }
    }

    private static void OrderAndSleep(string program, ChipSpec chip, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program, chip);
        var plain = RunDigest.Of(image, chip, conditions.Seed, new SimulatorOptions(), run, "plain");
        run.RequireEqual("end", RunEnd.Completed, plain.End);
        var shuffled = RunDigest.Of(image, chip, conditions.Seed, new SimulatorOptions { EvaluationShuffle = (ulong)conditions.Seed }, run, "shuffled");
        run.RequireEqual("shuffled run", plain, shuffled);
        var awake = RunDigest.Of(image, chip, conditions.Seed, new SimulatorOptions { NeverSleep = true }, run, "never_sleeping");
        run.RequireEqual("never-sleeping run", plain with { Tick = 0 }, awake with { Tick = 0 });
    }

    private static void Stalls(string program, ChipSpec chip, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program, chip);
        var plain = RunDigest.Of(image, chip, conditions.Seed, new SimulatorOptions(), run, "plain");
        var stalled = RunDigest.Of(image, chip, conditions.Seed, new SimulatorOptions { Stalls = conditions.Stalls }, run, "stalled");
        run.RequireEqual("end", RunEnd.Completed, stalled.End);
        run.RequireEqual("outputs under stalls", plain.Outputs, stalled.Outputs);
        run.Coverage.Hit("programs: stalls", program, StallPlans.Class(conditions.Stalls));
    }

    private static void Repeat(string program, ChipSpec chip, ProgramCase conditions, CaseRun run)
    {
        var image = RunDigest.Load(program, chip);
        var options = new SimulatorOptions { PowerUp = new PowerUpState(PowerUpPattern.Random, (ulong)conditions.Seed) };
        var first = RunDigest.Of(image, chip, conditions.Seed, options, null, "first", digestWave: true);
        var second = RunDigest.Of(RunDigest.Load(program, chip), chip, conditions.Seed, options, run, "second", digestWave: true);
        run.RequireEqual("repeated run", first, second);
    }
}
