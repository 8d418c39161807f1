using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Suites.Sequencer;

/// <summary>Random streams of arithmetic, loops, updates and waits on the sequencers of the whole chip.</summary>
public sealed class SequencerSuite : ISuite
{
    private const int CasesPerChip = 2;

    public string Name => "sequencer";

    public string Summary => "random streams on the sequencers of a core, against a model that runs step by step";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        Make(chip, "model", "registers and semaphores end as the model says", AsTheModel),
        Make(chip, "order", "evaluation order and sleep change neither state nor cycles", OrderAndSleep),
        Make(chip, "stalls", "stalls change no register and no semaphore", Stalls),
        Make(chip, "snapshot", "a restored snapshot runs to the same state", Snapshots),
    ];

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        return core.HasRegisters ? [] : [new LeftOut("registers, arithmetic and loops", $"the sequencers of {core.Name} have no registers")];
    }

    private static SuiteProperty<StreamCase> Make(ChipSpec chip, string name, string summary, Action<StreamCase, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Weight = CasesPerChip,
        Cases = StreamCase.ArbitraryOf(chip),
        Holds = (c, run) =>
        {
            run.Coverage.Hit("sequencer: streams", $"{c.Program.Streams.Length} streams", name);
            foreach (var step in c.Program.Streams.SelectMany(s => s))
            {
                run.Coverage.Hit("sequencer: steps", step.Kind.ToString(), name);
                if (step.Kind is StepKind.AluRegisters or StepKind.AluValue)
                    run.Coverage.Hit("sequencer: operations", step.Operation.ToString(), name);
            }

            holds(c, run);
        },
    };

    private static RunSession Start(StreamCase c, CaseRun run, string label, SimulatorOptions options)
    {
        var image = Firmware.Assembly.Assembler.Assemble(c.Program.Text(), "random.nasm", new AssemblerOptions { Spec = c.Program.Chip });
        var session = new RunSession(image, c.Program.Chip, new Dictionary<string, Tensor>(StringComparer.Ordinal), new SessionOptions(Simulator: options));
        run.Watch(session.Simulator, label);
        return session;
    }

    /// <summary>Runs to the end and gives what the streams left: their registers, then their semaphores.</summary>
    private static int[] Finish(StreamCase c, CaseRun run, RunSession session)
    {
        run.RequireEqual("end", RunEnd.Completed, session.Run().End);
        return Outcome(c.Program, session);
    }

    private static int[] Outcome(SequencerProgram program, RunSession session)
    {
        var core = session.Board.Chip.Cores[0];
        var streams = Enumerable.Range(0, program.Streams.Length);
        return
        [
            .. streams.Where(_ => HasRegisters(program)).SelectMany(s => core.SequencerOf(program.EngineOf(s)).R.Take(1 + SequencerStep.Registers).Select(r => r.Q)),
            .. streams.Select(s => core.Semaphores.Semaphores[s].Q),
        ];
    }

    private static int[] Expected(SequencerProgram program)
    {
        var streams = Enumerable.Range(0, program.Streams.Length);
        return [.. streams.Where(_ => HasRegisters(program)).SelectMany(program.RegistersOf), .. streams.Select(program.TotalOf)];
    }

    private static bool HasRegisters(SequencerProgram program) => CoreFeatures.Of(program.Chip).HasRegisters;

    private static void AsTheModel(StreamCase c, CaseRun run) =>
        run.RequireSame("register or semaphore", Expected(c.Program), Finish(c, run, Start(c, run, "plain", new SimulatorOptions())));

    private static void OrderAndSleep(StreamCase c, CaseRun run)
    {
        var plain = Start(c, run, "plain", new SimulatorOptions { Stalls = c.Stalls, CheckOwnership = true });
        var shuffled = Start(c, run, "shuffled", new SimulatorOptions { Stalls = c.Stalls, EvaluationShuffle = (ulong)c.Choice });
        var awake = Start(c, run, "never_sleeping", new SimulatorOptions { Stalls = c.Stalls, NeverSleep = true });
        var outcome = Finish(c, run, plain);
        run.RequireSame("shuffled register or semaphore", outcome, Finish(c, run, shuffled));
        run.RequireEqual("tick of the shuffled run's end", plain.Simulator.Now, shuffled.Simulator.Now);
        run.RequireEqual("digest of the shuffled run", plain.Simulator.Digest(), shuffled.Simulator.Digest());

        // The chip counts as done while the last semaphore update is on its way: run to where the other runs have come.
        run.RequireEqual("end of the never-sleeping run", RunEnd.Completed, awake.Run().End);
        awake.Simulator.RunUntil(plain.Simulator.Now);
        run.RequireSame("never-sleeping register or semaphore", outcome, Outcome(c.Program, awake));
    }

    private static void Stalls(StreamCase c, CaseRun run)
    {
        run.Coverage.Hit("sequencer: stalls", StallPlans.Class(c.Stalls), "stalls");
        run.RequireSame("register or semaphore", Expected(c.Program), Finish(c, run, Start(c, run, "stalled", new SimulatorOptions { Stalls = c.Stalls })));
    }

    private static void Snapshots(StreamCase c, CaseRun run)
    {
        var plain = Start(c, run, "plain", new SimulatorOptions());
        var restored = Start(c, run, "restored", new SimulatorOptions());
        var outcome = Finish(c, run, plain);
        while (restored.Simulator.Now < c.Choice && restored.Step())
        {
        }

        var snapshot = restored.Simulator.Save();
        _ = Finish(c, run, restored);
        restored.Simulator.Restore(snapshot);
        run.RequireSame("register or semaphore after the restore", outcome, Finish(c, run, restored));
        run.RequireEqual("digest", plain.Simulator.Digest(), restored.Simulator.Digest());
    }
}
