using Hardware.Common.Isa;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Debugger;

namespace Hardware.Testbench.Tests.Reports;

public class RunReportTests
{
    private const string EarlyFault = """
        .sbuf t fp32[4, 16]
        .sbuf u fp32[4, 16]
        .engine dve
                TensorTensor dst=u in0=t in1=t op=add
                Halt
        """;

    private const string EarlyDeadlock = """
        .semaphore never
        .engine dve
                $never>=1 Halt
        .engine sp
                $never>=2 Halt
        """;

    [TestCase(EarlyFault, RunEnd.Fault)]
    [TestCase(EarlyDeadlock, RunEnd.Deadlock)]
    public void A_run_that_stops_before_anything_completes_has_a_time(string program, RunEnd end)
    {
        var (session, outcome, _, report) = Run(program);
        var last = session.Board.Chip.Cores[0].SequencerOf(Engine.Vector).WaitingSince.Q;
        Assert.That((outcome.End, last > 0 && outcome.Tick > last), Is.EqualTo((end, true)));
        Assert.That(report.ProgramTicks, Is.InRange(outcome.Tick - last, outcome.Tick / 2), "since the decode of the last instruction at least, and without the loading");
        using var text = new StringWriter();
        report.Write(text);
        Assert.That(text.ToString(), Does.StartWith("time  ").And.Not.Contain("= 0 cycles"));
    }

    [Test]
    public void A_run_that_completes_is_timed_from_the_first_decode_to_the_last_completion()
    {
        var (_, outcome, statistics, report) = Run(SamplePrograms.Add);
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Completed));
        Assert.That(report.ProgramTicks, Is.EqualTo(statistics.LastCompletion - statistics.FirstReady).And.GreaterThan(0));
    }

    private static (RunSession Session, RunOutcome Outcome, RunStatistics Statistics, RunReport Report) Run(string program)
    {
        var session = DebuggerBench.NewRun(program);
        var statistics = new RunStatistics(session.Board.Chip.Spec);
        session.Observers.Add(statistics);
        return (session, session.Run(), statistics, new RunReport(session, statistics));
    }
}
