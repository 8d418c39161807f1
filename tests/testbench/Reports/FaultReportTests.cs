using Hardware.Testbench.Reports;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.Debugger;

namespace Hardware.Testbench.Tests.Reports;

public class FaultReportTests
{
    // Line 4 stores, or updates.
    private const string Program = """
        .engine sp
                Halt
        .engine act
                {0}
                Halt
        """;

    /// <summary>Units that take what others send blame the instruction that sent it, with its line.</summary>
    [TestCase("Write address=4 data=1 count=1", "NR0754", "act instruction 0 Write", TestName = "A store where nothing listens")]
    [TestCase("Write address=0xfffc2701000 data=1 count=1", "NR0753", "act instruction 0 Write", TestName = "A store to what can only be read")]
    [TestCase("Nop E[3]=clear", "NR0751", "act instruction 0 Nop", TestName = "An event cleared twice")]
    [TestCase("Write address=0xffff0001038 data=1 count=1", "NR0771", "act instruction 0 Write", TestName = "A doorbell of a ring that was not set up")]
    public void A_fault_of_a_receiver_has_the_line_of_the_sender(string instruction, string code, string sender)
    {
        var session = DebuggerBench.NewRun(Program.Replace("{0}", instruction, StringComparison.Ordinal));
        var outcome = session.Run();
        Assert.That(outcome.End, Is.EqualTo(RunEnd.Fault));
        Assert.That(FaultReport.OneLine(session, outcome), Does.StartWith($"small.nasm:4: error {code}: ").And.Contain($"(core 0 {sender} at "));
    }
}
