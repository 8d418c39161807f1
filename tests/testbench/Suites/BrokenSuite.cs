using FsCheck.Fluent;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Suites;

namespace Hardware.Testbench.Tests.Suites;

/// <summary>A suite over a counter with a mistake: it leaves out the number 7.</summary>
internal sealed class BrokenSuite : ISuite
{
    public string Name => "broken";

    public string Summary => "a counter that cannot count to seven";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        new SuiteProperty<int>
        {
            Name = "counts",
            Summary = "counts every cycle",
            Cases = Arb.From(Gen.Choose(0, 1000), n => Shrinking.Toward(0, n)),
            Holds = (cycles, run) =>
            {
                run.Coverage.Hit("counts", cycles > 100 ? "long" : "short");
                var grid = new ClockGrid(("only", 1_000_000_000));
                var counter = new ForgetfulCounter { Clock = grid.Clocks[0] };
                var simulator = run.Watch(new Simulator(counter, grid), "counter");
                simulator.RunUntil(cycles);
                run.RequireEqual("count", cycles, counter.Count.Q);
            },
        },
    ];

    private sealed class ForgetfulCounter : Component
    {
        public Reg<int> Count { get; } = Reg.Of(0);

        protected override void Tick() => Count.Next = Count.Q == 6 ? 8 : Count.Q + 1;
    }
}
