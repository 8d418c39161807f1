using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Debugger;

public class BreakpointTests
{
    [Test]
    public void A_label_stops_before_its_instruction_executes()
    {
        var bench = new DebuggerBench();
        bench.Do("break dve:loop\ncontinue");
        Assert.That((bench.Session.SequencerOf(bench.Session.Focus).ProgramCounter.Q, bench.Register(3), bench.Semaphore(1)), Is.EqualTo((2, 3, 0)));
    }

    [Test]
    public void A_condition_on_a_register_chooses_the_turn_of_a_loop()
    {
        var bench = new DebuggerBench();
        var output = bench.Do("break dve 2 if R3==1\nc");
        Assert.That(output, Does.Contain("breakpoint 1: core0.dve 2 if R3==1"));
        Assert.That(bench.Register(3), Is.EqualTo(1));
    }

    [Test]
    public void A_count_passes_over_the_first_hits()
    {
        var bench = new DebuggerBench();
        bench.Do("break dve:loop count 2\nc");
        Assert.That(bench.Register(3), Is.EqualTo(2));
        Assert.That(bench.Do("info breakpoints"), Does.Contain("hits 2"));
    }

    [Test]
    public void A_stop_and_the_list_name_the_count() =>
        Assert.That(Lines(new DebuggerBench().Do("break dve:loop if R3<=2 count 2\nc\ninfo")), Has.Exactly(3).Matches<string>(
            line => line!.Contains("core0.dve loop if R3<=2 count 2", StringComparison.Ordinal)));

    [Test]
    public void Going_back_forgets_hits()
    {
        var bench = new DebuggerBench();
        bench.Do("break dve:loop count 2\nc\nback");
        Assert.That(bench.Do("info breakpoints"), Does.Contain("hits 0"));
        bench.Do("c");
        Assert.That(bench.Register(3), Is.EqualTo(2));
    }

    [Test]
    public void A_semaphore_stops_when_it_gets_the_value()
    {
        var bench = new DebuggerBench();
        bench.Do("break semaphore done>=2\nc");
        Assert.That(bench.Semaphore(1), Is.EqualTo(2));
        Assert.That(bench.Do("c"), Does.Contain("completed"));
    }

    private const string StoringLoop =
        """
        .sbuf s int32[1, 1]
        .engine sp
                RegisterMove dst=R3 value=3
        loop:   TensorStore dst=s src=R3
                RegisterAlu dst=R3 a=R3 op=subtract value=1
                CompareBranch a=R3 cmp=> value=0 target=loop
                Halt
        """;

    [TestCase("watch write u[2, 3]", "written by core 0 dve instruction 2 (small.nasm:22)")]
    [TestCase("watch read t[1:3, 4]", "read by core 0 dve instruction 2 (small.nasm:22)")]
    [TestCase("watch t[3]", "written by core 0 DMA engine 0 descriptor 3")]
    [TestCase("watch read x[0, 0]", "read by core 0 DMA engine 0 descriptor 0")]
    [TestCase("watch write hbm y[3, 15]", "written by core 0 DMA engine 0 descriptor 3")]
    public void An_access_to_watched_bytes_stops_and_names_who_did_it(string command, string expected)
    {
        var output = new DebuggerBench().Do($"{command}\nc").Replace("\n    ", " ", StringComparison.Ordinal);
        Assert.That(output, Does.Contain(expected));
    }

    [TestCase(DebuggerBench.Doubling, "watch read t[0, 0:2]", 3)]
    [TestCase(DebuggerBench.Doubling, "watch write u[0:4, 0:16]", 3)]
    [TestCase(SamplePrograms.Product, "watch write ps[0, 0:4]", 1)]
    [TestCase(SamplePrograms.Product, "watch read tx[0:3, 0:4]", 1)]
    [TestCase(StoringLoop, "watch write s[0, 0]", 3)]
    public void A_range_that_many_beats_touch_stops_once_an_instruction(string program, string command, int instructions)
    {
        var bench = new DebuggerBench(program);
        bench.Do(command);
        for (var i = 0; i < instructions; i++)
            Assert.That(bench.Do("c"), Does.Contain("breakpoint 1: watch"), $"{i}");
        Assert.That(bench.Do("info"), Does.Contain($"hits {instructions} "));
        Assert.That(bench.Do("delete 1\nc"), Does.Contain("completed"));
    }

    [Test]
    public void A_range_that_a_descriptor_fills_piece_by_piece_stops_once()
    {
        var bench = new DebuggerBench(DebuggerBench.Doubling.Replace(", 16]", ", 256]", StringComparison.Ordinal));
        Assert.That(bench.Do("watch write t[3]\nc"), Does.Contain("descriptor 3"));
        Assert.That(bench.Do("c"), Does.Contain("completed"));
    }

    [Test]
    public void An_instruction_that_stopped_stops_again_after_going_back_before_it()
    {
        var bench = new DebuggerBench();
        bench.Do("watch read t[0, 0:2]");
        var first = bench.Do("c");
        bench.Do("c\nback\nback");
        Assert.That(bench.Do("c"), Is.EqualTo(first));
        Assert.That(bench.Do("info"), Does.Contain("hits 1 "));
    }

    [Test]
    public void All_breakpoints_that_hit_in_a_cycle_are_listed()
    {
        var output = new DebuggerBench().Do("watch write u[2, 3]\nwatch write u[2:4, 3]\nwatch read u[2, 3]\nc");
        Assert.That(
            Lines(output).Where(l => l.Contains("; written", StringComparison.Ordinal)).Select(l => l[..l.IndexOf(';', StringComparison.Ordinal)]),
            Is.EqualTo(["breakpoint 1: watch write u[2, 3]", "breakpoint 2: watch write u[2:4, 3]"]));
    }

    [TestCase("watch write u[2, 3]\ndelete 1")]
    [TestCase("watch write psum 0x100 fp32 4")]
    [TestCase("watch write sbuf 0x2000 fp32 4\nbreak dve:loop\ndelete")]
    public void What_is_deleted_or_does_not_happen_stops_nothing(string commands) =>
        Assert.That(new DebuggerBench().Do($"{commands}\nc"), Does.Contain("the program has completed"));

    [Test]
    public void A_watched_row_counts_each_instruction_that_writes_it()
    {
        var bench = new DebuggerBench();
        Assert.That(bench.Do("watch write u[0, 0:2] count 3\nc"), Does.Contain("breakpoint 1"));
        Assert.That(bench.Do("info breakpoints"), Does.Contain("hits 3"));
        Assert.That(bench.Do("c"), Does.Contain("completed"), "the third was the last");
    }

    [Test]
    public void A_watched_address_takes_a_count() => Assert.That(
        new DebuggerBench().Do("watch write sbuf 0x40 count 3"), Does.Contain("breakpoint 1: watch write sbuf 0x40 count 3"));

    private static string[] Lines(string output) => output.Replace("\n    ", " ", StringComparison.Ordinal).Split('\n');
}
