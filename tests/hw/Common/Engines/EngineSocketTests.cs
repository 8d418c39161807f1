using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Engines;

internal sealed class EngineSocketTests
{
    [Test]
    public void ElaborationSeesTheEndsInASocket()
    {
        var bench = new EngineBench([]);
        _ = new Simulator(bench, bench.Grid);
        Assert.That(bench.First.Clock, Is.EqualTo(bench.Grid["base"]));
        Assert.That(bench.Issues[1].Path, Is.EqualTo("bench.issues1"));
    }

    [TestCase(true, false, "consumer", "bench.issues0", "bench.issues1", "RTL0005")]
    [TestCase(false, true, "producer", "bench.requests0", "bench.requests1", "RTL0004")]
    public void TwoEnginesWithOneEndInTheirSocketsAreReported(bool instructions, bool updates, string side, string shared, string left, string lacking)
    {
        var bench = new EngineBench([], instructions, updates);
        var error = Assert.Throws<ElaborationException>(() => _ = new Simulator(bench, bench.Grid))!;
        Assert.That(error.Errors.Select(e => e.Code), Is.EquivalentTo(new[] { "RTL0001", lacking }), error.Message);
        var twice = error.Errors.Single(e => e.Code.Equals("RTL0001", StringComparison.Ordinal));
        Assert.That(error.Message, Does.Contain($"the {side} end of channel '{shared}' has two takers").And.Contain($"channel '{left}'"));
        Assert.That(twice.Where, Does.StartWith("bench.second").And.Contain("EngineBench.cs:"));
        Assert.That(twice.OtherParty, Is.EqualTo("bench.first"));
    }
}
