using Hardware.Common.Kernel;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Running;

public class RunSessionTests
{
    private const string Small = """
        .input a fp32[4, 8]
        .output b fp32[4, 8]
        .sbuf t fp32[4, 8]
        .semaphore loaded doubled stored
        .queue in engines=1
        .dma load queue=in update=loaded++
        copy a -> t
        .end
        .dma store queue=in update=stored++
        copy t -> b
        .end
        .engine sp
            DmaTrigger load
            $doubled>=1 DmaTrigger store
            $stored>=1 Halt
        .engine dve
            $loaded>=1 TensorTensor dst=t in0=t in1=t op=add doubled++
        """;

    /// <summary>The end is what the chip tells, not that nothing moves any more: a board on which every component is always awake ends too.</summary>
    [TestCase("inferentia1")]
    [TestCase("inferentia2")]
    public void ARunEndsByNotificationEvenIfNothingEverSleeps(string chip)
    {
        var (sleeping, awake) = (SmallSession.Of(Small, chip: chip), SmallSession.Of(Small, new SimulatorOptions { NeverSleep = true }, chip));
        var (expected, actual) = (sleeping.Run(), awake.Run());
        Assert.That((actual.End, actual.Tick), Is.EqualTo((RunEnd.Completed, expected.Tick)));
        Assert.That(actual.Outputs.Select(o => o.Data), Is.EqualTo(expected.Outputs.Select(o => o.Data)));
        Assert.That(actual.Outputs.Single().ToDoubles(), Is.EqualTo(awake.Inputs["a"].ToDoubles().Select(v => 2 * v)));
        Assert.That(awake.Simulator.Digest(), Is.EqualTo(sleeping.Simulator.Digest()));
        Assert.That(awake.Simulator.NextActivity, Is.Not.EqualTo(long.MaxValue), "it would go on");
        Assert.That(awake.Step(), Is.False, "but the run is over");
        Assert.That(awake.Board.Driver.StreamsEnded.Q, Is.EqualTo(2));
    }

    [Test]
    public void AgainRunsTheSameTicks()
    {
        var session = SmallSession.Of(Small, new SimulatorOptions { Stalls = new RandomStalls(5, 20), PowerUp = new PowerUpState(PowerUpPattern.Random, 9) });
        var first = session.Run();
        var again = session.Again();
        Assert.That(again.Simulator.Now, Is.Zero);
        var second = again.Run();
        Assert.That((second.End, second.Tick), Is.EqualTo((first.End, first.Tick)));
        Assert.That(second.Outputs.Select(o => o.Data), Is.EqualTo(first.Outputs.Select(o => o.Data)));
        Assert.That(
            (again.Simulator.Evaluations, again.Simulator.Digest(), again.Board.Driver.StartedAt.Q),
            Is.EqualTo((session.Simulator.Evaluations, session.Simulator.Digest(), session.Board.Driver.StartedAt.Q)));
    }

    [Test]
    public void AWaitThatNobodyFulfilsIsADeadlock()
    {
        var session = SmallSession.Of(".semaphore never\n.engine sp\n$never>=1 Halt\n.engine dve\nNop");
        var outcome = session.Run();
        Assert.That((outcome.End, outcome.Outputs.Count), Is.EqualTo((RunEnd.Deadlock, 0)));
        Assert.That(session.IsRunning);
        Assert.That(session.Board.Driver.StreamsEnded.Q, Is.EqualTo(1));
    }

    /// <summary>The limit counts from the start of the program, not from power-up.</summary>
    [Test]
    public void ALimitStopsAProgramThatGoesOn()
    {
        const long Limit = 5_000;
        var session = SmallSession.Of(SamplePrograms.Livelock);
        var outcome = session.Run(Limit);
        Assert.That(outcome.End, Is.EqualTo(RunEnd.TimeLimit));
        Assert.That(outcome.Tick - session.Board.Driver.StartedAt.Q, Is.InRange(Limit + 1, Limit + 1_000));
    }

    [Test]
    public void AnInterruptStopsARunAndProgressIsTold()
    {
        var told = new List<long>();
        var outcome = SmallSession.Of(SamplePrograms.Livelock).Run(interrupted: () => told.Count == 3, progress: told.Add);
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Interrupted));
        Assert.That(told, Has.Count.EqualTo(3).And.Ordered);
    }

    [Test]
    public void AFaultEndsTheRunWithItsProgram()
    {
        var outcome = SmallSession.Of(".event e\n.engine sp\nNop e=set\nNop e=set").Run();
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Fault));
        Assert.That(outcome.Fault!.Message, Does.Contain("is set already"));
    }
}
