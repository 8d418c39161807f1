namespace Hardware.Testbench.Tests.Debugger;

public class BreakpointTests
{
    [Test]
    public void A_label_stops_before_its_instruction_executes()
    {
        var rig = new DebuggerRig();
        rig.Do("break dve:loop\ncontinue");
        Assert.That((rig.Session.SequencerOf(rig.Session.Focus).ProgramCounter.Q, rig.Register(3), rig.Semaphore(1)), Is.EqualTo((2, 3, 0)));
    }

    [Test]
    public void A_condition_on_a_register_chooses_the_turn_of_a_loop()
    {
        var rig = new DebuggerRig();
        var output = rig.Do("break dve 2 if R3==1\nc");
        Assert.That(output, Does.Contain("breakpoint 1: core0.dve 2 if R3==1"));
        Assert.That(rig.Register(3), Is.EqualTo(1));
    }

    [Test]
    public void A_count_passes_over_the_first_hits()
    {
        var rig = new DebuggerRig();
        rig.Do("break dve:loop count 2\nc");
        Assert.That(rig.Register(3), Is.EqualTo(2));
        Assert.That(rig.Do("info breakpoints"), Does.Contain("hits 2"));
    }

    [Test]
    public void Going_back_forgets_hits()
    {
        var rig = new DebuggerRig();
        rig.Do("break dve:loop count 2\nc\nback");
        Assert.That(rig.Do("info breakpoints"), Does.Contain("hits 0"));
        rig.Do("c");
        Assert.That(rig.Register(3), Is.EqualTo(2));
    }

    [Test]
    public void A_semaphore_stops_when_it_gets_the_value()
    {
        var rig = new DebuggerRig();
        rig.Do("break semaphore done>=2\nc");
        Assert.That(rig.Semaphore(1), Is.EqualTo(2));
        Assert.That(rig.Do("c"), Does.Contain("completed"));
    }

    [TestCase("watch write u[2, 3]", "written by core 0 dve instruction 2 (small.nasm:22)")]
    [TestCase("watch read t[1:3, 4]", "read by core 0 dve instruction 2 (small.nasm:22)")]
    [TestCase("watch t[3]", "written by core 0 DMA engine 0 descriptor 3")]
    [TestCase("watch read x[0, 0]", "read by core 0 DMA engine 0 descriptor 0")]
    [TestCase("watch write hbm y[3, 15]", "written by core 0 DMA engine 0 descriptor 3")]
    public void An_access_to_watched_bytes_stops_and_names_who_did_it(string command, string expected)
    {
        var output = new DebuggerRig().Do($"{command}\nc").Replace("\n    ", " ", StringComparison.Ordinal);
        Assert.That(output, Does.Contain(expected));
    }

    [TestCase("watch write u[2, 3]\ndelete 1")]
    [TestCase("watch write psum 0x100 fp32 4")]
    [TestCase("watch write sbuf 0x2000 fp32 4\nbreak dve:loop\ndelete")]
    public void What_is_deleted_or_does_not_happen_stops_nothing(string commands) =>
        Assert.That(new DebuggerRig().Do($"{commands}\nc"), Does.Contain("the program has completed"));

    [Test]
    public void A_watched_row_counts_each_column_that_is_written()
    {
        var rig = new DebuggerRig();
        Assert.That(rig.Do("watch write u[0, 0:2] count 3\nc"), Does.Contain("breakpoint 1"));
        Assert.That(rig.Do("info breakpoints"), Does.Contain("hits 3"));
    }
}
