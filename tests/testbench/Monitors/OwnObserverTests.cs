using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Debugger;

namespace Hardware.Testbench.Tests.Monitors;

/// <summary>The observer of docs/testing.md: compiled, run, and held against the page.</summary>
public class OwnObserverTests
{
    // example begins
    private sealed class WaitTimes : IExecutionObserver, IMemoryObserver
    {
        public Dictionary<Engine, long> Ticks { get; } = [];

        public HashSet<Agent> Writers { get; } = [];

        public void OnWaitSatisfied(in WaitRecord record) =>
            Ticks[record.By.Engine] = Ticks.GetValueOrDefault(record.By.Engine) + record.Tick - record.Since;

        public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by) => Writers.Add(by);
    }

    private static WaitTimes Watch(RunSession session)
    {
        var times = new WaitTimes();
        session.Observers.Add(times);
        session.Board.Chip.Cores[0].Sbuf.Observers.Add(times);
        session.Run();
        return times;
    }

    // example ends
    [Test]
    public void The_example_sees_the_waits_and_the_writers()
    {
        var times = Watch(DebuggerBench.NewRun());
        Assert.That(times.Ticks.Keys, Is.EquivalentTo((Engine[])[Engine.Vector, Engine.Sync]));
        Assert.That(times.Ticks.Values, Is.All.GreaterThan(0));
        Assert.That(times.Writers.Where(w => w.IsProgram).Select(w => (w.Engine, w.Unit.Kind, w.Instruction)).Distinct(), Is.EqualTo(((Engine, UnitKind, int)[])[(Engine.Vector, UnitKind.Engine, 2)]));
        Assert.That(times.Writers.Count(w => w.IsProgram), Is.EqualTo(3), "the loop executes the instruction three times");
        Assert.That(times.Writers.Count(w => w.IsDma), Is.GreaterThan(0));
    }

    [Test]
    public void The_page_shows_the_example_as_it_is_here()
    {
        var lines = File.ReadAllLines(Path.Combine(CommandRunner.Root, "tests", "testbench", "Monitors", "OwnObserverTests.cs"));
        var begin = Array.FindIndex(lines, l => l.EndsWith("// example begins", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, l => l.EndsWith("// example ends", StringComparison.Ordinal));
        var example = string.Join('\n', lines[(begin + 1)..end]).Trim();
        Assert.That(File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "testing.md")), Does.Contain(example));
    }
}
