using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Kernel;

public class SimulatorTests
{
    private const long Limit = 1_000_000;

    private static (string Digest, long[] Arrivals) Run(int words, int stages, int depth, int pause, SimulatorOptions options)
    {
        var grid = Pipeline.Grid();
        var pipeline = new Pipeline(grid, words, stages, depth, pause);
        var simulator = new Simulator(pipeline, grid, options);
        var arrivals = new ArrivalTimes(pipeline);
        simulator.Observe(arrivals);
        simulator.RunUntil(Limit);
        Assert.That(pipeline.Sink.Words.Span[..words].ToArray(), Is.EqualTo(Enumerable.Range(1 + stages, words)));
        return (simulator.Digest(), [.. arrivals.Ticks]);
    }

    [Property]
    public void Evaluation_order_and_sleeping_change_nothing(byte words, byte stages, byte depth, byte pause, ulong seed)
    {
        var (n, s, d, p) = (words % 40, 1 + (stages % 6), 1 + (depth % 4), pause % 5);
        var plain = Run(n, s, d, p, new SimulatorOptions { CheckOwnership = true });
        var shuffled = Run(n, s, d, p, new SimulatorOptions { EvaluationShuffle = seed });
        var awake = Run(n, s, d, p, new SimulatorOptions { NeverSleep = true });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(shuffled.Digest, Is.EqualTo(plain.Digest));
            Assert.That(shuffled.Arrivals, Is.EqualTo(plain.Arrivals));
            Assert.That(awake.Digest, Is.EqualTo(plain.Digest));
            Assert.That(awake.Arrivals, Is.EqualTo(plain.Arrivals));
        }
    }

    [Property]
    public void Stalls_delay_words_but_never_lose_or_reorder_them(byte words, byte stages, ulong seed, byte percent)
    {
        var options = new SimulatorOptions { Stalls = new RandomStalls(seed, percent % 90) };
        var (n, s) = (words % 40, 1 + (stages % 4));
        var stalled = Run(n, s, 2, 0, options);
        var awake = Run(n, s, 2, 0, options with { NeverSleep = true, EvaluationShuffle = seed });
        using (Assert.EnterMultipleScope())
        {
            Assert.That(awake.Digest, Is.EqualTo(stalled.Digest));
            Assert.That(awake.Arrivals, Is.EqualTo(stalled.Arrivals));
        }
    }

    [Property]
    public void A_restored_snapshot_runs_to_the_same_end(byte words, byte pause, ushort at)
    {
        var grid = Pipeline.Grid();
        var pipeline = new Pipeline(grid, words % 40, 3, 2, pause % 4);
        var simulator = new Simulator(pipeline, grid);
        simulator.RunUntil(at % 3000);
        var snapshot = simulator.Save();
        simulator.RunUntil(Limit);
        var end = simulator.Digest();
        simulator.Restore(snapshot);
        Assert.That(simulator.Now, Is.EqualTo(snapshot.Tick));
        simulator.RunUntil(Limit);
        Assert.That(simulator.Digest(), Is.EqualTo(end));
    }

    [Test]
    public void A_channel_of_depth_two_carries_a_word_every_cycle_and_one_of_depth_one_every_second()
    {
        Assert.That(CyclesFor(depth: 2), Is.LessThanOrEqualTo(102 + 1));
        Assert.That(CyclesFor(depth: 1), Is.GreaterThanOrEqualTo(198));

        static long CyclesFor(int depth)
        {
            var grid = new ClockGrid(("only", 1_000_000_000));
            var pipeline = new Pipeline(grid, 100, 0, depth, 0);
            var simulator = new Simulator(pipeline, grid);
            while (pipeline.Sink.Count.Q < 100)
                simulator.Step(Limit);
            return simulator.Now;
        }
    }

    [Test]
    public void The_clock_jumps_over_idle_time()
    {
        var grid = Pipeline.Grid();
        var simulator = new Simulator(new Pipeline(grid, 3, 2, 2, 100_000), grid);
        simulator.RunUntil(10_000_000);
        Assert.That(simulator.Evaluations, Is.LessThan(200));
        Assert.That(simulator.Now, Is.EqualTo(10_000_000));
    }

    [Test]
    public void A_value_crosses_clocks_at_the_first_edge_strictly_after_its_commit()
    {
        var grid = new ClockGrid(("fast", 3), ("slow", 2));
        var pipeline = new Pipeline(grid, 1, 0, 2, 0);
        var simulator = new Simulator(pipeline, grid);
        simulator.Step();
        Assert.That(simulator.Now, Is.EqualTo(2), "the fast clock's first edge");
        simulator.Step();
        Assert.That((simulator.Now, pipeline.Sink.Count.Q), Is.EqualTo((3L, 1)), "the slow clock's first edge after it");
    }

    private sealed class ArrivalTimes(Pipeline pipeline) : ITickObserver
    {
        private int _seen;

        public List<long> Ticks { get; } = [];

        public void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated)
        {
            if (pipeline.Sink.Count.Q == _seen)
                return;
            _seen = pipeline.Sink.Count.Q;
            Ticks.Add(simulator.Now);
        }
    }
}
