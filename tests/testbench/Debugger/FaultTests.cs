namespace Hardware.Testbench.Tests.Debugger;

/// <summary>What the debugger says once the program did what the hardware forbids.</summary>
public class FaultTests
{
    // VectorE does not wait for its operands.
    private static readonly string Faulty = DebuggerBench.Doubling.Replace("$loaded>=1 Nop", "Nop", StringComparison.Ordinal);

    [Test]
    public void The_stop_names_the_fault_and_where_the_engine_faulted()
    {
        var lines = Words(new DebuggerBench(Faulty).Do("step sp\ncontinue"));
        Assert.That(lines, Does.Contain("fault NR0760: dve reads 4 bytes").And.Contain("core 0 dve instruction 2 TensorTensor, small.nasm:22)"));
        Assert.That(lines, Does.Contain("core0.dve faulted at 2 loop: TensorTensor"));
    }

    [Test]
    public void Why_begins_with_the_fault_and_promises_no_release()
    {
        var bench = new DebuggerBench(Faulty);
        bench.Do("c");
        var why = Words(bench.Do("why"));
        Assert.That(why, Does.StartWith("(neuron) why fault NR0760: ").And.Contain("core0 dve has faulted at 2 TensorTensor (small.nasm:22)"));
        Assert.That(why, Does.Contain("waits for done ($S[1]>=3)").And.Contain("nobody will release it: the fault has ended the run"));
        Assert.That(why, Does.Not.Contain("which may").And.Not.Contain("halted"));
    }

    [Test]
    public void Listings_mark_the_instruction_that_faulted()
    {
        var bench = new DebuggerBench(Faulty);
        bench.Do("c");
        Assert.That(bench.Do("engines").Split('\n').Single(l => l.StartsWith("> core0.dve", StringComparison.Ordinal)), Does.Match(@"^> core0\.dve +2  Fault "));
        Assert.That(bench.Do("list").Split('\n').Single(l => l.StartsWith("=>", StringComparison.Ordinal)), Does.Contain("2  loop: TensorTensor"));
    }

    [TestCase("step sp")]
    [TestCase("step dve")]
    [TestCase("cycle")]
    [TestCase("continue")]
    [TestCase("to 9us")]
    [TestCase("set dve R3=1")]
    public void What_would_go_on_says_that_the_run_has_ended_and_what_goes_back(string command)
    {
        var bench = new DebuggerBench(Faulty);
        bench.Do("c");
        var (output, error) = bench.Try(command);
        Assert.That(error, Is.EqualTo("error NR0924: the run has ended by fault NR0760, which 'why' repeats; 'back' goes back to before it\n"));
        Assert.That(output, Does.Not.Contain("fault"));
    }

    [TestCase("back")]
    [TestCase("back dve 1")]
    [TestCase("back cycle 1")]
    [TestCase("back 3us")]
    public void Going_back_leaves_the_fault_and_going_on_meets_it_again(string back)
    {
        var bench = new DebuggerBench(Faulty);
        var fault = bench.Do("step dve 2\nc").Split("(neuron) c\n")[1];
        Assert.That(bench.Do(back), Does.Not.Contain("fault"));
        Assert.That(bench.Do("why"), Does.Not.Contain("fault"));
        Assert.That(bench.Do("c"), Does.EndWith(fault));
    }

    [Test]
    public void Going_back_to_the_time_of_the_fault_meets_it_again()
    {
        var bench = new DebuggerBench(Faulty);
        bench.Do("c");
        Assert.That(bench.Session.ReturnToTick(bench.Session.Now), Is.True);
        Assert.That(bench.Session.Fault, Is.Not.Null);
        bench.Do("back");
        Assert.That(bench.Session.Fault, Is.Null);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
