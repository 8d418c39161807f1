using Hardware.Common.Isa;
using Hardware.Common.Observation;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.Debugger;

namespace Hardware.Testbench.Tests.Monitors;

public class WaitReleasesTests
{
    private static readonly Agent Waiting = Agent.OfStream(0, 0, Engine.Vector) with { Instruction = 7, Sequence = 9 };
    private static readonly Agent First = Agent.OfDma(0, 0, 3, 1) with { Instruction = 5 };
    private static readonly Agent Second = Agent.OfEngine(0, 0, Engine.Tensor) with { Instruction = 2 };

    [Test]
    public void The_last_update_before_the_wait_released_it()
    {
        var releases = new WaitReleases();
        Update(releases, First, 100);
        Update(releases, Second, 120);
        Wait(releases, since: 50, tick: 130);
        Assert.That(releases.Take(Agent.OfEngine(0, 0, Engine.Vector) with { Instruction = 7, Sequence = 9 }), Is.EqualTo(Second), "also for the engine that it issued to");
        Assert.That(releases.Take(Waiting), Is.Null, "it is told once");
    }

    [Test]
    public void An_update_of_the_very_tick_has_not_been_seen()
    {
        var releases = new WaitReleases();
        Update(releases, First, 100);
        Update(releases, Second, 130);
        Update(releases, Second, 130);
        Wait(releases, since: 50, tick: 130);
        Assert.That(releases.Take(Waiting), Is.EqualTo(First));
    }

    [Test]
    public void Nobody_released_what_did_not_have_to_wait()
    {
        var releases = new WaitReleases();
        Update(releases, First, 100);
        Wait(releases, since: 130, tick: 130);
        Assert.That(releases.Take(Waiting), Is.Null);
    }

    [Test]
    public void On_a_chip_copies_release_the_instructions_that_wait_for_them()
    {
        var session = DebuggerBench.NewRun();
        var releases = new WaitReleases();
        var released = new Released(releases);
        session.Observers.Add(releases);
        session.Observers.Add(released);
        Assert.That(session.Run().End, Is.EqualTo(RunEnd.Completed));
        var waits = released.By.ConvertAll(pair => $"{SourcePlaces.Describe(session.Plan, pair.Waiting)} <- {SourcePlaces.Describe(session.Plan, pair.Releaser)}");
        Assert.That(waits, Has.Some.Match("^core 0 dve instruction 1 Nop <- core 0 DMA engine [0-9]+ descriptor [0-9]+ of block 'load'$"));
        Assert.That(waits, Has.Some.Match("^core 0 sp instruction [0-9]+ Write <- core 0 dve instruction 2 TensorTensor$"));
        Assert.That(waits, Has.Some.Match("^core 0 sp instruction [0-9]+ Notify <- core 0 DMA engine [0-9]+ descriptor [0-9]+ of block 'store'$"));
        Assert.That(waits, Has.Count.EqualTo(3));
    }

    private static void Update(WaitReleases releases, Agent by, long tick) =>
        releases.OnSemaphoreUpdate(new SemaphoreUpdateRecord(by, 0, UpdateOperation.Increment, 4, 1, tick));

    private static void Wait(WaitReleases releases, long since, long tick) =>
        releases.OnWaitSatisfied(new WaitRecord(Waiting, new WaitCondition { Kind = WaitKind.Semaphore, Index = 4 }, 1, 1, since, tick));

    private sealed class Released(WaitReleases releases) : IExecutionObserver
    {
        public List<(Agent Waiting, Agent Releaser)> By { get; } = [];

        public void OnInstruction(in ExecutionRecord record)
        {
            if (releases.Take(record.By) is { } releaser)
                By.Add((record.By, releaser));
        }
    }
}
