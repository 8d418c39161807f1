using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>What the command prints fits a terminal of 80 columns, so that no line breaks in mid-word.</summary>
public class TerminalWidthTests
{
    private const int Columns = 80;

    [TestCase("--help")]
    [TestCase("run", "--help")]
    [TestCase("step", "--help")]
    [TestCase("asm", "--help")]
    [TestCase("disasm", "--help")]
    [TestCase("inspect", "--help")]
    [TestCase("suite", "--help")]
    [TestCase("suite", "vectors", "--help")]
    [TestCase("bench", "--help")]
    [TestCase("suite", "--list")]
    [TestCase("bench", "--list")]
    [TestCase("inspect", "--chip", "inferentia2")]
    [TestCase("suite", "kernel", "--count", "2")]
    [TestCase("suite", "array", "--count", "3")]
    [TestCase("suite", "lanes", "--count", "3")]
    public void Lines_fit(params string[] arguments)
    {
        var (status, output, error) = CommandRunner.Run(arguments);
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(TooLong(output), Is.Empty);
    }

    [Test]
    public void A_deadlock_report_fits_where_names_and_places_are_long()
    {
        using var folder = new TemporaryFolder();
        var name = "a_semaphore_with_a_rather_long_name";
        var program = SamplePrograms.In(folder, $".semaphore {name}\n.engine act\n${name}>=2 Nop {name}++\n.engine pe\n${name}>=1 Halt\n");
        var (status, output, _) = CommandRunner.Run("run", program);
        Assert.That(status, Is.EqualTo(1));

        // A path has no blank to break at.
        Assert.That(TooLong(output).Where(l => !l.Contains(program, StringComparison.Ordinal)), Is.Empty);
        Assert.That(output.ReplaceLineEndings(" ").Replace("            ", "", StringComparison.Ordinal), Does.Contain($"waits for {name} ($S[0]>=1) since"));
    }

    private static IEnumerable<string> TooLong(string output) => output.Split('\n').Where(line => line.Length > Columns);
}
