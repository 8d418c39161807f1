using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Engines;

internal sealed class DataPathEngineTests
{
    [Property]
    public void UpdatesLeaveInTheOrderInWhichTheyFiredWhateverStalls(byte count, ulong seed, byte percent)
    {
        var bench = new EngineBench([.. Enumerable.Range(0, count).Select(i => Word(i, UpdateTiming.Complete))]);
        var simulator = new Simulator(bench, bench.Grid, new SimulatorOptions { Stalls = new RandomStalls(seed, percent % 80), CheckOwnership = true });
        simulator.RunUntil(1_000_000);
        Assert.That(bench.Sinks[0].Arrivals.Select(a => a.Semaphore), Is.EqualTo(Enumerable.Range(0, count)));
        Assert.That((bench.First.Taken.Q, bench.First.Idle.Q, bench.First.Updates.Count), Is.EqualTo(((int)count, true, 0)));
    }

    /// <summary>An engine with no place for a further update takes no further instruction.</summary>
    [Test]
    public void UpdatesThatCannotLeaveHoldTheEngine()
    {
        var bench = new EngineBench([.. Enumerable.Range(0, 40).Select(i => Word(i, UpdateTiming.Read))]);
        var stalls = new SinkStalls(bench, 10_000);
        var simulator = new Simulator(bench, bench.Grid, new SimulatorOptions { Stalls = stalls });
        simulator.RunUntil(9_000);
        Assert.That(bench.First.Updates.Count, Is.EqualTo(IdleEngine.InFlight));
        Assert.That(bench.First.Taken.Q, Is.EqualTo(IdleEngine.InFlight + bench.Requests[0].Count));
        Assert.That(bench.First.Idle.Q, Is.False);
        simulator.RunUntil(1_000_000);
        Assert.That(bench.Sinks[0].Arrivals.Select(a => a.Semaphore), Is.EqualTo(Enumerable.Range(0, 40)));
        Assert.That(bench.First.Idle.Q);
    }

    [Test]
    public void AnInstructionWithoutAnUpdateSendsNone()
    {
        var bench = new EngineBench([default, Word(7, UpdateTiming.Read), default]);
        var records = new Records();
        bench.Observers.Add(records);
        new Simulator(bench, bench.Grid).RunUntil(1_000_000);
        Assert.That(bench.Sinks[0].Arrivals.Select(a => a.Semaphore), Is.EqualTo(new[] { 7 }));
        Assert.That(records.Seen.Select(r => (r.By.Engine, r.By.Instruction)), Is.EqualTo(new[] { (Engine.Scalar, 0), (Engine.Scalar, 1), (Engine.Scalar, 2) }));
    }

    private static InstructionWord Word(int semaphore, UpdateTiming timing) => new()
    {
        Update = new SemaphoreUpdate { Operation = UpdateOperation.Increment, Index = (byte)semaphore, Timing = timing },
    };

    private sealed class Records : IExecutionObserver
    {
        public List<ExecutionRecord> Seen { get; } = [];

        public void OnInstruction(in ExecutionRecord record) => Seen.Add(record);
    }

    /// <summary>The sink of the first engine takes nothing before a tick.</summary>
    private sealed class SinkStalls(EngineBench bench, long until) : IStallSchedule
    {
        public bool StallsPush(int channel, long tick) => false;

        public bool StallsPop(int channel, long tick) => channel == bench.Requests[0].Index && tick < until;
    }
}
