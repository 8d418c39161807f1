using Hardware.Common.Kernel;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Running;

namespace Hardware.Testbench.Tests.Boards;

public class HostDriverTests
{
    [Test]
    public void PhasesFollowEachOtherAndEachHasSentItsCommands()
    {
        var session = SmallSession.Of(SamplePrograms.Add);
        var phases = new Phases(session.Board.Driver);
        session.Simulator.Observe(phases);
        Assert.That(session.Run().End, Is.EqualTo(RunEnd.Completed));
        var program = session.Board.Driver.Program;
        Assert.That(phases.Seen, Is.EqualTo(new[]
        {
            (HostPhase.Loading, 0, 0),
            (HostPhase.Starting, program.FirstStart, program.FirstStart),
            (HostPhase.Running, program.FirstReadBack, program.FirstReadBack),
            (HostPhase.ReadingBack, program.FirstReadBack + 1, program.FirstReadBack),
            (HostPhase.Done, program.Commands.Count, program.Commands.Count),
        }));
        Assert.That(session.Board.Driver.Notified.Q, Is.EqualTo(session.Plan.Streams.Count));
    }

    /// <summary>More notifications than a ring has places: the driver tells the chip what it has taken, and misses none.</summary>
    [Test]
    public void ARingIsUsedAgainAndAgain()
    {
        // The loop lets the notice of one entry arrive before the next is made.
        const string Text = """
            .engine sp
            RegisterMove dst=R0 value=0
            again: RegisterMove dst=R1 value=300
            pause: RegisterAlu dst=R1 a=R1 op=subtract value=1
            CompareBranch a=R1 cmp=> value=0 target=pause
            Notify src=R0
            RegisterAlu dst=R0 a=R0 op=add value=1
            CompareBranch a=R0 cmp=< value=40 target=again
            """;
        var spec = ChipCatalog.Create("inferentia2").With(new Dictionary<string, long>(StringComparer.Ordinal) { ["NotificationRingEntries"] = 16 });
        var image = SmallSession.Assemble(Text, spec);
        var session = new RunSession(image, spec, InputSet.Resolve(image, [], seed: 1));
        var outcome = session.Run();
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Completed), outcome.Fault?.Message);
        Assert.That((session.Board.Driver.Notified.Q, session.Board.Driver.StreamsEnded.Q), Is.EqualTo((41, 1)), "40 values and the end");
    }

    [Test]
    public void ADriverWithoutStreamsIsDoneAfterItsCommands()
    {
        var session = SmallSession.Of(".constant c fp32[4] = fill(1)");
        Assert.That(session.Run().End, Is.EqualTo(RunEnd.Completed));
        Assert.That(session.Board.Driver.Phase.Q, Is.EqualTo(HostPhase.Done));
    }

    private sealed class Phases(HostDriver driver) : ITickObserver
    {
        public List<(HostPhase Phase, int Sent, int Answered)> Seen { get; } = [(HostPhase.Loading, 0, 0)];

        public void AfterCommit(Simulator simulator, ReadOnlySpan<int> evaluated)
        {
            if (Seen[^1].Phase != driver.Phase.Q)
                Seen.Add((driver.Phase.Q, driver.Sent.Q, driver.Answered.Q));
        }
    }
}
