using FsCheck.Fluent;
using Hardware.Common.Kernel;
using Hardware.Testbench.Benches;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Monitors;
using Hardware.Testbench.Suites;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Suites;

/// <summary>The example of docs/testing.md: compiled, run, and held against the page.</summary>
public class OwnComponentTests
{
    // example begins
    private sealed class Doubler : Component
    {
        public required Consumer<int> In { get; init; }

        public required Producer<int> Out { get; init; }

        protected override void Tick()
        {
            if (In.CanPop && Out.CanPush)
                Out.Push(In.Pop() * 2);
            else
                Sleep();
        }
    }

    private static void Doubles((int[] Words, StallPlan Stalls) c, CaseRun run)
    {
        var bench = new ComponentBench<int, int>(c.Words, (input, output) => new Doubler { In = input, Out = output });
        var simulator = run.Watch(bench.Simulate(c.Stalls), "doubler");
        var monitors = ChannelMonitor.OfAll(simulator);
        simulator.RunUntil(1_000_000);
        run.RequireSame("words", [.. c.Words.Select(w => w * 2)], bench.Received);
        run.Require(monitors.All(m => m.Violations.Count == 0), "a channel broke its contract");
        run.Coverage.Hit("doubler", $"{c.Words.Length / 10}x words", StallPlans.Class(c.Stalls));
    }

    [Test]
    public void A_doubler_doubles_under_all_stalls() => new SuiteProperty<(int[], StallPlan)>
    {
        Name = "doubles",
        Summary = "every word comes out doubled, in order",
        Cases = Arb.Zip(ArbMap.Default.ArbFor<int[]>(), StallPlans.Arbitrary),
        Holds = Doubles,
    }.Run("own", new SuiteOptions()).ThrowIfFailed();

    // example ends
    [Test]
    public void The_page_shows_the_example_as_it_is_here()
    {
        var lines = File.ReadAllLines(Path.Combine(CommandRunner.Root, "tests", "testbench", "Suites", "OwnComponentTests.cs"));
        var begin = Array.FindIndex(lines, l => l.EndsWith("// example begins", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, l => l.EndsWith("// example ends", StringComparison.Ordinal));
        var example = string.Join('\n', lines[(begin + 1)..end]).Trim();
        Assert.That(File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "testing.md")), Does.Contain(example));
    }
}
