using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Kernel;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>
/// The instructions of VectorE, ScalarE and GpSimdE against models of their own, which share the operands' addresses and the activation
/// tables with the engines, and no other arithmetic.
/// </summary>
public sealed class LaneSuite : ISuite
{
    // Far beyond the longest stream under the heaviest stalls.
    private const long MostTicks = 4_000_000;

    public string Name => "lanes";

    public string Summary => "random instructions of the lane engines, all types and access patterns, against plain models";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        Make(chip, "results", "memory holds what the models compute, byte for byte, under stalls", ResultsAreRight),
        Make(chip, "order", "a shuffled evaluation order and a netlist that never sleeps end in the same state", OrderAndSleep),
        Make(chip, "snapshot", "a snapshot taken in mid-stream and restored runs to the same state", Snapshots),
    ];

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        return
        [
            .. LeftOut.Instructions(Instructions, core),
            .. LeftOut.Types(DataTypes.Values.ToArray(), core.Types, core.Name),
            .. core.HasStochasticRounding ? (LeftOut[])[] : [new LeftOut("stochastic rounding", $"{core.Name} rounds to the nearest value only")],
        ];
    }

    /// <summary>The instructions that have a model.</summary>
    public static IReadOnlyList<InstructionDefinition> Instructions => [.. LaneModels.All.Select(m => m.Definition)];

    private static SuiteProperty<LaneCase> Make(ChipSpec chip, string name, string summary, Action<LaneCase, LaneStream, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = LaneCase.ArbitraryOf(chip),
        Holds = (c, run) =>
        {
            var stream = new LaneStream(c, chip);
            foreach (var (engine, word) in stream.Program)
                Count(engine, word, c.Stalls, stream, run);
            holds(c, stream, run);
        },
    };

    private static void Count(Engine engine, InstructionWord word, StallPlan stalls, LaneStream stream, CaseRun run)
    {
        var instruction = EngineInstructions.OfLanes(word.Opcode);
        var definition = instruction.Definition;
        run.RequireEqual("what is wrong with the generated instruction", null, instruction.Check(engine, word, stream.Spec)?.Message);
        if (instruction.HasDestination)
            run.Coverage.Hit("lanes: written types", definition.Mnemonic, word.Patterns[0].Type.AssemblyName());
        if (definition.Operands.Contains(RoundingOperand.Slot))
            run.Coverage.Hit("lanes: rounding", definition.Mnemonic, RoundingOperand.Slot.Choices![word.Codes[RoundingOperand.Index]]!);
        run.Coverage.Hit("lanes: stalls", $"{definition.Mnemonic} on {engine.AssemblyName()}", StallPlans.Class(stalls));
        for (var i = instruction.FirstPattern; i <= instruction.Sources; i++)
        {
            var pattern = word.Patterns[i];
            run.Coverage.Hit(
                "lanes: patterns", $"{(i == 0 ? "written" : "read")} in {OperandRules.MemoryOf(pattern, stream.Spec).ToString().ToUpperInvariant()}, {pattern.Dimensions} free",
                PatternPlan.Class(pattern));
            if (i > 0)
                run.Coverage.Hit("lanes: read types", definition.Mnemonic, pattern.Type.AssemblyName());
        }

        foreach (var slot in definition.Operands)
        {
            if (slot.Kind == OperandKind.Choice && slot.Choices!.Contains("multiply", StringComparer.Ordinal))
                run.Coverage.Hit("lanes: operators", slot.Choices![word.Codes[slot.Index]]!, definition.Mnemonic);
        }
    }

    /// <summary>What completes in one instant is observed in the order of evaluation, which is no part of the model.</summary>
    private static IReadOnlyList<ExecutionRecord> Sorted(List<ExecutionRecord> records) =>
        [.. records.OrderBy(r => r.CompletedAt).ThenBy(r => r.By.Engine).ThenBy(r => r.By.Sequence)];

    private static LaneBench Run(LaneStream stream, SimulatorOptions options, CaseRun run, string label)
    {
        var bench = stream.Bench(options);
        run.Watch(bench.Simulator, label);
        Finish(bench, run);
        return bench;
    }

    private static void Finish(LaneBench bench, CaseRun run)
    {
        bench.Simulator.RunUntil(MostTicks);
        run.Require(bench.IsIdle, "an engine never becomes idle");
    }

    private static void ResultsAreRight(LaneCase c, LaneStream stream, CaseRun run)
    {
        var bench = Run(stream, new SimulatorOptions { Stalls = c.Stalls }, run, "stalled");
        var expected = stream.Execute();
        foreach (var (name, memory, got) in new[] { ("SBUF", LocalMemory.Sbuf, bench.Sbuf), ("PSUM", LocalMemory.Psum, bench.Psum) })
        {
            for (var p = 0; p < stream.Spec.Partitions; p++)
            {
                var right = expected.Content(memory, p);
                var bytes = new byte[right.Length];
                got.Read(p, 0, bytes);
                var same = right.CommonPrefixLength(bytes);
                run.Require(same == right.Length, same == right.Length ? "" : $"{name} partition {p} byte {same} is 0x{bytes[same]:x2}; 0x{right[same]:x2} would be right");
            }
        }
    }

    private static void OrderAndSleep(LaneCase c, LaneStream stream, CaseRun run)
    {
        var plain = Run(stream, new SimulatorOptions { Stalls = c.Stalls, CheckOwnership = true }, run, "plain");
        var shuffled = Run(stream, new SimulatorOptions { Stalls = c.Stalls, EvaluationShuffle = (ulong)c.Choice }, run, "shuffled");
        var awake = Run(stream, new SimulatorOptions { Stalls = c.Stalls, NeverSleep = true }, run, "never_sleeping");
        foreach (var other in new[] { shuffled, awake })
        {
            run.RequireSame("record", Sorted(plain.Records), Sorted(other.Records));
            run.RequireEqual("digest", plain.Simulator.Digest(), other.Simulator.Digest());
        }
    }

    private static void Snapshots(LaneCase c, LaneStream stream, CaseRun run)
    {
        var plain = Run(stream, new SimulatorOptions { Stalls = c.Stalls }, run, "plain");
        var bench = stream.Bench(new SimulatorOptions { Stalls = c.Stalls });
        run.Watch(bench.Simulator, "restored");
        bench.Simulator.RunUntil(plain.Records.Max(r => r.CompletedAt) * (c.Choice % 1000) / 1000);
        var snapshot = bench.Simulator.Save();
        Finish(bench, run);
        bench.Simulator.Restore(snapshot);
        Finish(bench, run);
        run.RequireEqual("digest", plain.Simulator.Digest(), bench.Simulator.Digest());
    }
}
