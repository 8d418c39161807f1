using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Monitors;

namespace Hardware.Testbench.Suites.Kernel;

/// <summary>The promises of the simulation kernel, on random pipelines over random clocks.</summary>
public sealed class KernelSuite : ISuite
{
    // Far beyond what the slowest case needs, stalled at 85 %.
    private const int MostSteps = 2_000_000;

    public string Name => "kernel";

    public string Summary => "evaluation order, sleep, stalls, clocks and snapshots, on random pipelines";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        Make(chip, "order", "a shuffled evaluation order gives the same state and the same arrival times", (c, run) =>
            SameAsPlain(c, run, "shuffled", new SimulatorOptions { Stalls = c.Stalls, EvaluationShuffle = (ulong)c.Choice })),
        Make(chip, "sleep", "a netlist that never sleeps gives the same state and the same arrival times", (c, run) =>
            SameAsPlain(c, run, "never_sleeping", new SimulatorOptions { Stalls = c.Stalls, NeverSleep = true })),
        Make(chip, "stalls", "under stalls every channel keeps its contract and every word arrives once, in order", StallsLoseNothing),
        Make(chip, "clocks", "the first word arrives at the tick that the rule 'first edge strictly after the commit' gives", FirstArrival),
        Make(chip, "snapshot", "a restored snapshot runs to the same state", Snapshots),
    ];

    private static SuiteProperty<TrafficCase> Make(ChipSpec chip, string name, string summary, Action<TrafficCase, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = TrafficCase.ArbitraryOf(chip),
        Holds = (c, run) =>
        {
            run.Coverage.Hit("kernel: stalls", StallPlans.Class(c.Stalls), name);
            run.Coverage.Hit("kernel: clocks", c.Clocks.Frequencies.Distinct().Count() + " different", name);
            run.Coverage.Hit("kernel: channel depths", c.Stages.Any(s => s.Depth == 1) ? "some of one place" : "all deeper", name);
            holds(c, run);
        },
    };

    private static (TrafficPipeline Pipeline, Simulator Simulator) Start(TrafficCase traffic, CaseRun run, string label, SimulatorOptions options)
    {
        var pipeline = new TrafficPipeline(traffic);
        return (pipeline, run.Watch(new Simulator(pipeline, pipeline.Grid, options), label));
    }

    /// <summary>Runs until every word has arrived and all is quiet; never-sleeping netlists stop once the others would.</summary>
    private static void Finish(TrafficCase traffic, TrafficPipeline pipeline, Simulator simulator)
    {
        var quietAfter = traffic.Stages.Max(s => s.Delay) + traffic.Gap + 2L;
        for (var steps = 0; pipeline.Collector.Count.Q < traffic.Words && steps < MostSteps && simulator.Step(); steps++)
        {
        }

        simulator.RunUntil(simulator.Now + (quietAfter * pipeline.Grid.Clocks.Max(c => c.Period)));
    }

    private static void SameAsPlain(TrafficCase traffic, CaseRun run, string label, SimulatorOptions options)
    {
        var (plain, first) = Start(traffic, run, "plain", new SimulatorOptions { Stalls = traffic.Stalls, CheckOwnership = true });
        var (other, second) = Start(traffic, run, label, options);
        Finish(traffic, plain, first);
        Finish(traffic, other, second);
        run.RequireSame("arrival tick", plain.Collector.ArrivedAt.Items, other.Collector.ArrivedAt.Items);
        run.RequireEqual("digest", first.Digest(), second.Digest());
    }

    private static void StallsLoseNothing(TrafficCase traffic, CaseRun run)
    {
        var (pipeline, simulator) = Start(traffic, run, "stalled", new SimulatorOptions { Stalls = traffic.Stalls });
        var monitors = ChannelMonitor.OfAll(simulator);
        var scoreboard = new Scoreboard<int>("collector");
        ChannelMonitor.Of(simulator, pipeline.Links[0]).Pushed = scoreboard.Expect;
        ChannelMonitor.Of(simulator, pipeline.Links[^1]).Popped = scoreboard.Observe;
        Finish(traffic, pipeline, simulator);
        run.RequireSame("words", [.. Enumerable.Range(1, traffic.Words)], pipeline.Collector.Words.Items[..pipeline.Collector.Count.Q]);
        foreach (var wrong in monitors.SelectMany(m => m.Violations).Concat(scoreboard.Finish()).Take(1))
            run.Require(false, wrong);
        run.RequireEqual("words compared", traffic.Words, scoreboard.Matches);
    }

    private static void FirstArrival(TrafficCase traffic, CaseRun run)
    {
        var (pipeline, simulator) = Start(traffic, run, "clocks", new SimulatorOptions());
        Finish(traffic, pipeline, simulator);
        if (traffic.Words == 0)
            return;
        var tick = pipeline.Source.Clock.Period;
        foreach (var stage in pipeline.Stages)
            tick = stage.Clock.EdgeAfter(tick) + ((1 + stage.Delay) * stage.Clock.Period);
        run.RequireEqual("arrival tick of the first word", pipeline.Collector.Clock.EdgeAfter(tick), pipeline.Collector.ArrivedAt[0]);
    }

    private static void Snapshots(TrafficCase traffic, CaseRun run)
    {
        var options = new SimulatorOptions { Stalls = traffic.Stalls };
        var (plain, first) = Start(traffic, run, "plain", options);
        var (pipeline, simulator) = Start(traffic, run, "restored", options);
        Finish(traffic, plain, first);
        simulator.RunUntil(traffic.Choice);
        var snapshot = simulator.Save();
        Finish(traffic, pipeline, simulator);
        simulator.Restore(snapshot);
        run.RequireEqual("restored tick", snapshot.Tick, simulator.Now);
        Finish(traffic, pipeline, simulator);
        run.RequireSame("arrival tick", plain.Collector.ArrivedAt.Items, pipeline.Collector.ArrivedAt.Items);
        run.RequireEqual("digest", first.Digest(), simulator.Digest());
    }
}
