using Hardware.Testbench.Boards;
using System.Globalization;

namespace Hardware.Testbench.Tests.CommandLine;

public class InspectVerbTests
{
    [TestCaseSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))]
    public void A_parameter_page_is_what_the_command_prints(string chip)
    {
        var (status, output, _) = CommandRunner.Run("inspect", "--chip", chip, "--markdown");
        Assert.That(status, Is.Zero);
        Assert.That(File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "parameters", chip + ".md")), Is.EqualTo(output));
    }

    /// <summary>
    /// Sizes and domains to the letter; the errors of the page, from many more arguments, are at least those of this run, and at most the
    /// bounds that the page states and that the accuracy tests assert.
    /// </summary>
    [Test]
    public void The_page_on_numbers_has_the_activation_functions_as_the_command_measures_them()
    {
        var (status, output, _) = CommandRunner.Run("inspect", "--activations", "--count", "1000");
        Assert.That(status, Is.Zero);
        var page = File.ReadAllLines(Path.Combine(CommandRunner.Root, "docs", "numerics.md"));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines, Has.Length.GreaterThan(28));
        foreach (var line in lines)
        {
            if (!line.StartsWith("| `", StringComparison.Ordinal))
            {
                Assert.That(page, Does.Contain(line));
                continue;
            }

            var columns = line.Split(" | ");
            var described = page.SingleOrDefault(l => l.StartsWith(string.Join(" | ", columns[..5]) + " |", StringComparison.Ordinal))?.Split(" | ");
            Assert.That(described, Is.Not.Null, $"docs/numerics.md lacks: {string.Join(" | ", columns[..5])}");
            foreach (var (error, most) in ((int, double)[])[(5, 1), (7, 1), (9, 12.5)])
            {
                var printed = double.Parse(described![error], CultureInfo.InvariantCulture);
                var measured = double.Parse(columns[error], CultureInfo.InvariantCulture);
                Assert.That(printed, Is.GreaterThanOrEqualTo(measured).And.LessThanOrEqualTo(most), line);
            }
        }
    }

    [Test]
    public void The_numbers_of_both_chips_can_be_seen()
    {
        var (status, output, _) = CommandRunner.Run("inspect", "--chip", "inferentia1");
        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain("4 NeuronCores").And.Contain("as in NeuronCore-v2"));
    }

    [Test]
    public void An_override_shows_in_the_list()
    {
        var (status, output, _) = CommandRunner.Run("inspect", "--set", "AccessStartCycles=0x20");
        Assert.That((status, output.Contains("32 cycles of the base clock", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }

    [TestCase("NR0603", "inspect", "--set", "AccesStartCycles=1")]
    [TestCase("NR0604", "inspect", "--set", "PsumBanks=99")]
    [TestCase("NR0605", "inspect", "--set", "PsumBanks=many")]
    [TestCase("NR0505", "inspect", "--set", "PsumBanks")]
    [TestCase("NR0507", "inspect", "--chip", "inferentia9")]
    [TestCase("NR0503", "inspect", "--chipp", "inferentia2")]
    [TestCase("NR0504", "inspect", "surplus")]
    [TestCase("NR0506", "bench", "nothing")]
    public void Bad_usage_is_one_line_and_status_2(string code, params string[] arguments)
    {
        var (status, output, error) = CommandRunner.Run(arguments);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)));
        Assert.That(error, Does.Contain(code));
    }
}
