using Hardware.Common.Kernel;

namespace Hardware.Testbench.Benchmarks;

/// <summary>
/// Speed of the simulation kernel: pipelines of elastic buffers at several sizes and activities. What sleeping saves shows in the
/// component-cycles simulated per CPU-second, which grow as the activity falls.
/// </summary>
public sealed class KernelBenchmark : IBenchmark
{
    private const int StagesOfAPipeline = 100;
    private static readonly int[] Sizes = [100, 1000];
    private static readonly int[] Gaps = [100, 10, 1];

    public string Name => "kernel";

    public string Summary => "simulation kernel: components x activity";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        foreach (var components in Sizes)
        {
            foreach (var gap in Gaps)
                yield return Measure(components, gap, options);
        }
    }

    private static Measurement Measure(int components, int gap, BenchmarkOptions options)
    {
        var cycles = 10_000_000 / components;
        var evaluationsPerCycle = 0.0;
        var (median, lowest, highest) = CpuClock.Rate(options.Repetitions, () =>
        {
            var grid = new ClockGrid(("clock", 1_000_000_000));
            var board = new Pipelines(grid.Clocks[0], components / StagesOfAPipeline, gap);
            var simulator = new Simulator(board, grid);
            simulator.RunUntil(cycles);
            board.Check(cycles, gap);
            evaluationsPerCycle = (double)simulator.Evaluations / cycles;
            return (double)cycles * components;
        });
        return new Measurement(
            $"kernel, {components} components, a word every {gap} cycles", median / 1e6, "M component-cycles per CPU-second",
            FormattableString.Invariant($"{evaluationsPerCycle:F1} evaluations a cycle; {lowest / 1e6:F0} to {highest / 1e6:F0}"));
    }

    private sealed class Pipelines : Module
    {
        public Pipelines(Clock clock, int pipelines, int gap)
        {
            Clock = clock;
            Links = Channel.Row<int>(pipelines * StagesOfAPipeline, 2);
            Sources = new Source[pipelines];
            Stages = new Stage[pipelines * (StagesOfAPipeline - 1)];
            Sinks = new Sink[pipelines];
            var stage = 0;
            for (var p = 0; p < pipelines; p++)
            {
                var first = p * StagesOfAPipeline;
                Sources[p] = new Source { Out = Links[first].Producer, Gap = gap };
                for (var s = 1; s < StagesOfAPipeline; s++)
                    Stages[stage++] = new Stage { In = Links[first + s - 1].Consumer, Out = Links[first + s].Producer };
                Sinks[p] = new Sink { In = Links[first + StagesOfAPipeline - 1].Consumer };
            }
        }

        public Channel<int>[] Links { get; }

        public Source[] Sources { get; }

        public Stage[] Stages { get; }

        public Sink[] Sinks { get; }

        public void Check(long cycles, int gap)
        {
            var expected = (cycles - StagesOfAPipeline - 1) / gap;
            foreach (var sink in Sinks)
            {
                if (Math.Abs(sink.Received.Q - expected) > 2)
                    throw new InvalidOperationException($"a sink received {sink.Received.Q} words, not about {expected}");
            }
        }
    }

    private sealed class Source : Component
    {
        public required Producer<int> Out { get; init; }

        public required int Gap { get; init; }

        public Reg<int> Sent { get; } = Reg.Of(0);

        protected override void Tick()
        {
            if (Cycle % Gap == 0 && Out.TryPush(Sent.Q))
                Sent.Next = Sent.Q + 1;
            if (Gap > 1)
                SleepUntilCycle((Cycle / Gap + 1) * Gap);
        }
    }

    private sealed class Stage : Component
    {
        public required Consumer<int> In { get; init; }

        public required Producer<int> Out { get; init; }

        protected override void Tick()
        {
            if (In.CanPop && Out.CanPush)
                Out.Push(In.Pop());
            else
                Sleep();
        }
    }

    private sealed class Sink : Component
    {
        public required Consumer<int> In { get; init; }

        public Reg<int> Received { get; } = Reg.Of(0);

        protected override void Tick()
        {
            if (In.TryPop(out var word))
                Received.Next = word + 1;
            else
                Sleep();
        }
    }
}
