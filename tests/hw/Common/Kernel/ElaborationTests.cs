using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Kernel;

public class ElaborationTests
{
    private static readonly ClockGrid Grid = new(("only", 1_000_000_000));

    [Test]
    public void Parts_are_named_after_the_properties_that_hold_them()
    {
        var pipeline = new Pipeline(Grid, 1, 2, 2, 0) { Name = "top" };
        _ = new Simulator(pipeline, Grid);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(pipeline.Stages[1].Held.Path, Is.EqualTo("top.stages1.held"));
            Assert.That(pipeline.Links[2].Path, Is.EqualTo("top.links2"));
            Assert.That(pipeline.Sink.ResumeAt.Path, Is.EqualTo("top.sink.resume_at"));
            Assert.That(pipeline.Sink.Count.Declared.ToString(), Does.StartWith("TestNetlists.cs:"));
        }
    }

    [Test]
    public void All_errors_are_reported_at_once_with_both_parties()
    {
        var error = Assert.Throws<ElaborationException>(() => _ = new Simulator(new Broken { Clock = Grid.Clocks[0] }, Grid))!;
        Assert.That(error.Errors.Select(e => e.Code), Is.EquivalentTo((string[])["RTL0001", "RTL0004", "RTL0005"]));
        var twoTakers = error.Errors.Single(e => string.Equals(e.Code, "RTL0001", StringComparison.Ordinal));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(twoTakers.OtherParty, Is.EqualTo("broken.first"));
            Assert.That(twoTakers.Where, Does.Contain("broken.second").And.Contain("ElaborationTests.cs:"));
            Assert.That(error.Message.Split('\n'), Has.Length.EqualTo(3));
        }
    }

    [Test]
    public void A_component_without_a_clock_is_an_error()
    {
        var error = Assert.Throws<ElaborationException>(() => _ = new Simulator(new Lonely(), Grid))!;
        Assert.That(error.Errors.Single().Code, Is.EqualTo("RTL0002"));
    }

    [Test]
    public void A_write_to_another_components_register_is_refused_when_checked()
    {
        var top = new Intruded { Clock = Grid.Clocks[0] };
        var simulator = new Simulator(top, Grid, new SimulatorOptions { CheckOwnership = true });
        Assert.That(() => simulator.Step(), Throws.InvalidOperationException.With.Message.Contains("intruded.victim"));
    }

    private sealed class Lonely : Component
    {
        protected internal override void Tick() => Sleep();
    }

    private sealed class Broken : Module
    {
        public Broken()
        {
            First = new Counter { Out = Shared.Producer, Limit = 1 };
            Second = new Counter { Out = Shared.Producer, Limit = 1 };
            Sink = new Collector { In = Unfed.Consumer };
        }

        public Channel<int> Shared { get; } = Channel.Of<int>();

        public Channel<int> Unfed { get; } = Channel.Of<int>();

        public Counter First { get; }

        public Counter Second { get; }

        public Collector Sink { get; }
    }

    private sealed class Intruded : Module
    {
        public Intruded()
        {
            Victim = new Counter { Out = Link.Producer, Limit = 1 };
            Sink = new Collector { In = Link.Consumer };
            Thief = new Intruder { Target = Victim.Sent };
        }

        public Channel<int> Link { get; } = Channel.Of<int>();

        public Counter Victim { get; }

        public Collector Sink { get; }

        public Intruder Thief { get; }
    }

    private sealed class Intruder : Component
    {
        public required Reg<int> Target { get; init; }

        protected internal override void Tick() => Target.Next = 7;
    }
}
