using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Engines;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Inferentia2;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Suites.Lanes;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>
/// The schedule of every lane instruction says when it emits what, and how its beats are split into calls changes nothing. Instructions come
/// from the catalog and their operands from the models of the lane suite, so that a new one is covered as soon as it has a model.
/// </summary>
internal sealed class BeatScheduleTests
{
    private const long BeatsFrom = 1_000;

    private static readonly ChipSpec Chip = Inferentia2Spec.Create();

    private static IEnumerable<TestCaseData> Instructions() => LaneDefinitions.All.Select(d => new TestCaseData(d).SetArgDisplayNames(d.Mnemonic));

    [TestCaseSource(nameof(Instructions))]
    public void AnySplitOfTheBeatsEmitsWhatTheScheduleSays(InstructionDefinition definition)
    {
        var model = LaneModels.All.ToList().FindIndex(m => m.Definition == definition);
        Assert.That(model, Is.Not.Negative, $"{definition.Mnemonic} has no model in the lane suite");
        var steps = LaneStep.GeneratorOf(CoreFeatures.Of(Chip)).Select(s => s with { Model = model, Chained = false });
        var cases = (from step in steps from seed in Gen.Choose(0, int.MaxValue - 1) select (step, seed)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40).WithQuietOnSuccess(true), Prop.ForAll(cases, c => Holds(c.step, c.seed)));
    }

    [TestCase(1, 1)]
    [TestCase(1, 2)]
    [TestCase(2, 1)]
    [TestCase(13, 3)]
    [TestCase(3, 2)]
    public void ABeatIsReadInTheFirstCycleThatHasTimeForIt(int cycles, int beats)
    {
        var schedule = new BeatSchedule(100, new BeatCost(cycles, beats), StartCycles: 0, EmitEvery: 1, ResultsEach: 1);
        for (var beat = 0; beat < schedule.Beats; beat++)
        {
            Assert.That(schedule.BeatsWithin(schedule.CycleOf(beat)), Is.LessThanOrEqualTo(beat));
            Assert.That(schedule.BeatsWithin(schedule.CycleOf(beat) + 1), Is.GreaterThan(beat));
        }

        Assert.That(schedule.BeatsWithin(1_000_000), Is.EqualTo(100));
    }

    private static Property Holds(LaneStep step, int seed)
    {
        var stream = new LaneStream(new LaneCase([step], null!, 0), Chip);
        var (engine, word) = stream.Program[0];
        var bench = stream.Bench(new SimulatorOptions());
        var run = new Run(bench, bench[engine], word, seed);
        var random = new Random(seed);
        var single = run.Compute(_ => 1, checks: true);
        var split = run.Compute(left => random.Next(1, left + 1));
        var whole = run.Compute(left => left);
        return single.SequenceEqual(split, StringComparer.Ordinal).Label("split: " + Difference(single, split))
            .And(single.SequenceEqual(whole, StringComparer.Ordinal).Label("whole: " + Difference(single, whole)));
    }

    private static string Difference(List<string> left, List<string> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (!string.Equals(left[i], right[i], StringComparison.Ordinal))
                return $"{i}: {left[i]}\n{right[i]}";
        }

        return $"{left.Count} and {right.Count} entries";
    }

    /// <summary>One instruction in the lanes of an engine that stands still, from one state however often.</summary>
    private sealed class Run(LaneBench bench, LaneEngine engine, InstructionWord word, int seed)
    {
        private readonly LaneInstruction _instruction = EngineInstructions.OfLanes(word.Opcode);

        /// <summary>Computes the beats in calls of so many, from the number left; returns all that it leaves behind.</summary>
        public List<string> Compute(Func<int, int> next, bool checks = false)
        {
            var lanes = engine.Datapath;
            var schedule = _instruction.Schedule(word, engine.Spec);
            var left = new List<string>();
            Reset(lanes);
            lanes.Load(word, _instruction, slot: 0, schedule, BeatsFrom);
            for (var beat = 0; beat < schedule.Beats;)
            {
                var count = next(schedule.Beats - beat);
                _instruction.Compute(lanes, beat, count);
                if (checks)
                    Check(schedule, beat);
                Take(left);
                beat += count;
            }

            Assert.That(left, Has.Count.EqualTo(schedule.ResultsBefore(schedule.Beats)));
            left.Add("carried " + Hex(lanes.Workspace.Span));
            left.Add("reduce " + Hex(lanes.ReduceBank.Span));
            left.Add($"random {lanes.Random.Seed} {lanes.Random.Draws}");
            left.Add($"NaN {string.Join(", ", bench.Nans.Zip(bench.NanTicks))}");
            left.Add("context " + Hex(lanes.Context.Span));
            return left;
        }

        private static string Hex<T>(Span<T> items)
            where T : unmanaged => Convert.ToHexString(MemoryMarshal.AsBytes(items));

        /// <summary>What one beat alone has put into the pipeline is what its schedule says, at its time.</summary>
        private void Check(BeatSchedule schedule, int beat)
        {
            var results = engine.Results;
            Assert.That(results.Count, Is.EqualTo(schedule.ResultsOf(beat)), $"results of beat {beat}");
            for (var i = 0; i < results.Count; i++)
                Assert.That(results.Results[i].Due, Is.EqualTo(BeatsFrom + schedule.CycleOf(beat) + results.Latency), $"due cycle of beat {beat}");
        }

        private void Reset(LaneDatapath lanes)
        {
            var random = new Random(seed);
            random.NextBytes(MemoryMarshal.AsBytes(lanes.Workspace.Span));
            for (var lane = 0; lane < LaneDatapath.Lanes; lane++)
                lanes.ReduceRegisters[lane] = random.Next(20) == 0 ? float.NaN : random.NextSingle();
            lanes.Random.Reseed((ulong)seed);
            for (var draw = seed % 5; draw > 0; draw--)
                lanes.Random.Draw();
            bench.Nans.Clear();
            bench.NanTicks.Clear();
            Take([]);
        }

        /// <summary>Takes all results out of the pipeline.</summary>
        private void Take(List<string> taken)
        {
            var results = engine.Results;
            var bytes = results.Payload.Length / results.Results.Length;
            for (var i = 0; i < results.Count; i++)
            {
                var r = results.Results[i];
                var payload = results.Payload.Span.Slice(i * bytes, r.Count * r.Size);
                taken.Add($"due {r.Due} psum {r.InPsum} partition {r.FirstPartition}+{r.Count} offset {r.Offset} mask {r.MaskHigh:x16}{r.MaskLow:x16} {Convert.ToHexString(payload)}");
            }

            (results.Pointers[0], results.Pointers[1]) = (0, 0);
        }
    }
}
