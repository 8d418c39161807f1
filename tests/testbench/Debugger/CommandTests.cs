using Hardware.Testbench.Debugger;

namespace Hardware.Testbench.Tests.Debugger;

public class CommandTests
{
    [Test]
    public void Step_executes_one_instruction_of_one_stream()
    {
        var bench = new DebuggerBench();
        bench.Do("step dve");
        Assert.That(bench.Session.SequencerOf(bench.Session.Focus).Sequence.Q, Is.EqualTo(1));
        bench.Do("step 3");
        Assert.That(bench.Session.SequencerOf(bench.Session.Focus).Sequence.Q, Is.EqualTo(4));
    }

    [Test]
    public void Cycle_moves_by_the_base_clock()
    {
        var bench = new DebuggerBench();
        var before = bench.Session.Now / bench.Session.BaseClock.Period;
        bench.Do("cycle\ncycle 9");
        Assert.That(bench.Session.Now, Is.EqualTo((before + 10) * bench.Session.BaseClock.Period));
    }

    [Test]
    public void A_register_that_is_set_is_what_the_program_sees()
    {
        var bench = new DebuggerBench();
        bench.Do("to dve:loop\nset dve R3=1\nset R60=-5");
        Assert.That(bench.Do("regs"), Does.Contain("R3  1").And.Contain("R60 -5"));
        bench.Do("break semaphore done>=2\nc");
        Assert.That(bench.Semaphore(1), Is.EqualTo(1), "the loop ran once, so SyncE waits for ever");
    }

    [Test]
    public void A_semaphore_that_is_set_releases_who_waits()
    {
        var bench = new DebuggerBench(DebuggerBench.Deadlocked);
        Assert.That(bench.Do("c"), Does.Contain("deadlock"));
        Assert.That(bench.Do("set sem loaded=2\nsem loaded\nc"), Does.Contain("loaded                   2").And.Contain("the program has completed"));
    }

    [Test]
    public void Poked_memory_is_what_the_program_computes_with()
    {
        var bench = new DebuggerBench();
        var output = bench.Do("to dve:loop\npoke t = 1.5\npoke t[2, 0:3] = 1, 2, 3\nc\nshow y[2, 0:5]\nshow hbm y[2, 0] as int32");
        Assert.That(output, Does.Contain("2           4           6           3           3").And.Contain("1073741824"));
    }

    [Test]
    public void Addresses_show_bytes_without_names()
    {
        var bench = new DebuggerBench();
        var output = bench.Do("to dve:loop\npoke psum 0x40 int16 4 = -3\nshow psum 0x2000040 int16 4\nshow sbuf 0x40000 fp32 2\nshow t[1, 0:2]\nshow core1.sbuf 0");
        var lines = output.Split('\n');
        Assert.That(output, Does.Contain("core0 psum at 0x2000040").And.Contain("-3          -3          -3          -3"));
        Assert.That(lines.Single(l => l.Contains("core1 sbuf", StringComparison.Ordinal)), Does.StartWith("uint32"));
        var values = lines.Where(l => l.StartsWith("[0]", StringComparison.Ordinal)).ToList();
        Assert.That(values[2], Is.EqualTo(values[1]), "partition 1 of the first buffer by address and by name");
    }

    [Test]
    public void Queues_show_the_descriptors_in_memory_and_take_changes()
    {
        var bench = new DebuggerBench();
        Assert.That(bench.Do("queue in 0"), Does.Contain("=>    0  load           64 bytes  x -> t[0]").And.Contain("-> loaded++"));
        bench.Do("set queue in 0 1 source=0x1000000");
        Assert.That(bench.Do("queue in"), Does.Contain("1  load           64 bytes  x -> t[1]"));
        bench.Do("to dve:loop");
        var rows = bench.Do("show t[0:2, 0:1]").Split('\n').Where(l => l.StartsWith('[')).Select(l => l[3..]).ToList();
        Assert.That(rows[1], Is.EqualTo(rows[0]));
        Assert.That(bench.Do("queue"), Does.Contain("in               0    0     0       5       5       5"));
    }

    [Test]
    public void Why_names_the_missing_semaphore_and_who_would_release_it()
    {
        var output = new DebuggerBench(DebuggerBench.Deadlocked).Do("c");
        var words = string.Join(' ', output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.That(words, Does.Contain("dve at 1 Nop (small.nasm:21): waits for loaded ($S[0]>=2) since").And.Contain("it is 1"));
        Assert.That(words, Does.Contain("waits for done ($S[1]>=3)").And.Contain("dve would, at 2 TensorTensor (small.nasm:22)"));
    }

    [Test]
    public void Why_counts_on_what_is_under_way()
    {
        var bench = new DebuggerBench();
        Assert.That(bench.Do("step sp\ncycle 30\nwhy"), Does.Contain("DMA block 'load' may: queue 'in' has work"));
        Assert.That(bench.Do("watch read t\nc\nwhy"), Does.Contain("dve has instructions in its data path, which may"));
    }

    [Test]
    public void The_list_marks_the_current_instruction_and_breakpoints()
    {
        var lines = new DebuggerBench().Do("break dve 4\nto dve:loop\nlist").Split('\n');
        Assert.That(lines.Single(l => l.StartsWith("=>", StringComparison.Ordinal)), Does.Contain("2  loop: TensorTensor").And.EndsWith(":22"));
        Assert.That(lines.Single(l => l.StartsWith("  *", StringComparison.Ordinal)), Does.Contain("4  CompareBranch a=R3"));
    }

    [Test]
    public void Engines_tells_what_each_stream_does()
    {
        var lines = new DebuggerBench().Do("to dve:loop\nengines").Split('\n');
        Assert.That(lines.Single(l => l.StartsWith("> core0.dve", StringComparison.Ordinal)), Does.Contain(" 2  "));
        Assert.That(lines.Single(l => l.StartsWith("  core0.sp", StringComparison.Ordinal)), Does.Contain("Wait").And.Contain("$done>=3 DmaTrigger store"));
    }

    [Test]
    public void Help_lists_every_command_and_each_explains_itself()
    {
        var bench = new DebuggerBench();
        var help = bench.Do("help");
        foreach (var command in CommandCatalog.All)
        {
            Assert.That(help, Does.Contain(command.Name.PadRight(10) + " " + command.Help));
            Assert.That(bench.Do($"help {command.Name}"), Does.Contain($"usage: {command.Name}"));
        }
    }

    [Test]
    public void An_interrupt_stops_the_command_and_not_the_session()
    {
        var looks = 0;
        var bench = new DebuggerBench(interrupted: () => ++looks == 2);
        Assert.That(bench.Do("c\nc"), Does.Contain("interrupted").And.Contain("the program has completed"));
    }

    [Test]
    public void No_line_is_longer_than_80_columns()
    {
        var output = new DebuggerBench(DebuggerBench.Deadlocked).Do("help\nhelp set\nhelp break\nwatch write t\nc\nc\nc\nc\nc\nc\nwhy\nengines\nlist\nqueue in\nqueue\nshow x\nregs\nsem");
        Assert.That(output.Split('\n').Where(l => l.Length > 80 && !l.StartsWith("(neuron)", StringComparison.Ordinal)), Is.Empty);
    }
}
