using FsCheck;
using FsCheck.Fluent;

namespace Hardware.Testbench.Tests.Debugger;

public class BackTests
{
    private static readonly string[] Forward =
        ["step dve", "step sp", "cycle", "cycle 7", "cycle 900", "step dve 2", "to dve:loop", "break semaphore done>=1\nc\ndelete", "watch read t\nc\ndelete"];

    [TestCase("cycle 5")]
    [TestCase("step sp")]
    [TestCase("to dve:loop")]
    [TestCase("to 6us")]
    [TestCase("continue")]
    public void Back_undoes_any_command(string command)
    {
        var bench = new DebuggerBench();
        bench.Do("step dve\ncycle 3");
        var (digest, moment) = (bench.Session.Run.Simulator.Digest(), bench.Session.Moment);
        bench.Do(command + "\nback");
        Assert.That((bench.Session.Run.Simulator.Digest(), bench.Session.Moment), Is.EqualTo((digest, moment)));
    }

    [Property(MaxTest = 6)]
    public Property Back_and_forward_again_gives_the_same_states() => Prop.ForAll(
        Gen.Choose(0, Forward.Length - 1).ListOf().ToArbitrary(),
        choices =>
        {
            var bench = new DebuggerBench();
            var commands = choices.Take(8).Select(c => Forward[c]).ToList();
            var states = new List<string>();
            foreach (var command in commands)
            {
                bench.Try(command);
                states.Add(State(bench));
            }

            bench = new DebuggerBench();
            foreach (var (command, state) in commands.Zip(states))
            {
                bench.Try(command);
                if (!bench.Session.IsCompleted)
                    bench.Do("cycle 13\nback");
                if (!bench.Session.IsCompleted)
                    bench.Do("continue\nback");
                if (!string.Equals(State(bench), state, StringComparison.Ordinal))
                    return false;
            }

            return true;
        });

    [Test]
    public void Back_by_instructions_is_the_step_at_which_they_had_executed()
    {
        var (bench, reference) = (new DebuggerBench(), new DebuggerBench());
        reference.Do("step dve 4");
        bench.Do("step dve 9\nback dve 5");
        Assert.That(State(bench), Is.EqualTo(State(reference)));
    }

    [Test]
    public void Back_to_a_time_or_by_cycles_is_as_going_there()
    {
        var (bench, reference) = (new DebuggerBench(), new DebuggerBench());
        reference.Do("to 5us");
        bench.Do("continue\nback 5us");
        Assert.That(State(bench), Is.EqualTo(State(reference)));
        bench.Do("cycle 11\nback cycle 11");
        Assert.That(bench.Session.Run.Simulator.Digest(), Is.EqualTo(reference.Session.Run.Simulator.Digest()));
    }

    [Test]
    public void A_fault_is_reported_and_left_by_going_back()
    {
        // VectorE no longer waits for its operands.
        var bench = new DebuggerBench(DebuggerBench.Doubling.Replace("$loaded>=1 Nop", "Nop", StringComparison.Ordinal));
        bench.Do("step dve 2");
        var state = State(bench);
        Assert.That(bench.Do("continue"), Does.Contain("fault NR0760").And.Contain("small.nasm:22"));
        bench.Do("back");
        Assert.That(State(bench), Is.EqualTo(state));
        Assert.That(bench.Do("continue"), Does.Contain("fault NR0760"));
    }

    [Test]
    public void Changes_by_hand_are_undone_and_survive_going_back_behind_them()
    {
        var bench = new DebuggerBench();
        bench.Do("to dve:loop\nset dve R3=1\nstep dve\nback");
        Assert.That(bench.Register(3), Is.EqualTo(1));
        bench.Do("continue\nback");
        Assert.That(bench.Register(3), Is.EqualTo(1));
        bench.Do("back");
        Assert.That(bench.Register(3), Is.EqualTo(3));
    }

    [Test]
    public void Many_snapshots_are_thinned_and_still_reach_every_moment()
    {
        var (bench, reference) = (new DebuggerBench(), new DebuggerBench());
        reference.Do("step dve 3");
        bench.Do("step dve 3\n" + string.Concat(Enumerable.Repeat("cycle 40\n", 60)) + "continue\nback 61");
        Assert.That(State(bench), Is.EqualTo(State(reference)));
    }

    [Test]
    public void A_debugged_run_ends_as_a_run_does()
    {
        var run = DebuggerBench.NewRun();
        run.Run();
        var bench = new DebuggerBench();
        bench.Try("watch t\nbreak dve:loop\nto 5.5us\ncycle\nstep sp\nback\nback\nc\nback 2\ndelete\nto 9us\ncycle 3000\nc");
        Assert.That((bench.Session.Run.Simulator.Digest(), bench.Session.Now), Is.EqualTo((run.Simulator.Digest(), run.Simulator.Now)));
    }

    private static string State(DebuggerBench bench) => $"{bench.Session.Run.Simulator.Digest()} at {bench.Session.Now}";
}
