using System.Xml.Linq;
using Hardware.Common.IO;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Suites;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Suites;

/// <summary>What a failing property leaves, shown on a component with a planted mistake.</summary>
public class FailureTests
{
    [Test]
    public void A_failure_is_shrunk_to_the_smallest_case_and_its_replay_makes_it_again()
    {
        using var folder = new TemporaryFolder();
        ISuite suite = new BrokenSuite();
        var options = new SuiteOptions { Count = 50, FailureFolder = folder.File("failures") };
        var failure = suite.Run(options).Properties.Single().Failure!;
        Assert.That((failure.Shrunk, failure.Message), Is.EqualTo(("7", "count is 8; 7 would be right")));

        var again = suite.Run(options with { Replay = Replay.Parse(failure.Replay.ToString()) }).Properties.Single();
        Assert.That(again.Cases, Is.EqualTo(1));
        Assert.That(again.Failure! with { Waves = failure.Waves }, Is.EqualTo(failure));
    }

    [Test]
    public void A_failure_leaves_a_wave_of_the_shrunk_case_only()
    {
        using var folder = new TemporaryFolder();
        var failure = ((ISuite)new BrokenSuite()).Run(new SuiteOptions { Count = 50, FailureFolder = folder.File("failures") }).Properties.Single().Failure!;
        var wave = failure.Waves.Single();
        Assert.That(Directory.GetFiles(folder.File("failures"), "*.vcd", SearchOption.AllDirectories), Is.EqualTo((string[])[wave]));
        Assert.That(File.Exists(Path.ChangeExtension(wave, ".gtkw")));
        Assert.That(File.ReadAllText(wave), Does.Contain("count").And.Contain("#7000000"));
    }

    [Test]
    public void The_report_names_seed_case_and_replay_and_junit_carries_them()
    {
        using var folder = new TemporaryFolder();
        var options = new SuiteOptions { Count = 50, Seed = 3, FailureFolder = folder.File("failures") };
        var result = ((ISuite)new BrokenSuite()).Run(options);
        using var text = new StringWriter();
        SuiteReport.Write(text, result, options);
        var failure = result.Properties[0].Failure!;
        Assert.That(text.ToString(), Does.Contain("FAILED  broken counts").And.Contain("seed:    3").And.Contain($"neuron-rtl suite broken --replay {failure.Replay}"));

        var other = options with { Chip = ChipCatalog.Create("inferentia1") };
        using var otherText = new StringWriter();
        SuiteReport.Write(otherText, ((ISuite)new BrokenSuite()).Run(other), other);
        Assert.That(otherText.ToString(), Does.Contain($"neuron-rtl suite broken --chip inferentia1 --replay {failure.Replay}"));

        var junit = folder.File("junit.xml");
        using (var file = AtomicFile.Create(junit))
            JunitFile.Write(file, [result]);
        var suite = XDocument.Load(junit).Root!.Element("testsuite")!;
        Assert.That(suite.Element("properties")!.Element("property")!.Attribute("value")!.Value, Is.EqualTo("inferentia2"));
        Assert.That((suite.Attribute("failures")!.Value, suite.Element("testcase")!.Element("failure")!.Attribute("message")!.Value),
            Is.EqualTo(("1", "count is 8; 7 would be right")));
    }

    [Test]
    public void Cases_depend_on_the_seed_and_the_names_alone()
    {
        var firstFive = Replay.Series(1, "a", "b", 5).Select(r => r.Seed);
        Assert.That(Replay.Series(1, "a", "b", 9).Take(5).Select(r => r.Seed), Is.EqualTo(firstFive));
        Assert.That(Replay.Series(1, "a", "b", 1).Single().Seed, Is.Not.EqualTo(Replay.Series(2, "a", "b", 1).Single().Seed));
        Assert.That(Replay.Series(1, "a", "b", 1).Single().Seed, Is.Not.EqualTo(Replay.Series(1, "a", "c", 1).Single().Seed));
    }
}
