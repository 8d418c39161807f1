using Hardware.Testbench.Tests.CommandLine;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Debugger;

public class StepVerbTests
{
    [Test]
    public void A_script_runs_to_its_end()
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = Step(folder, "# all of it\nto dve:loop\nc\n");
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(output, Does.Contain("(neuron) to dve:loop\n").And.Contain("the program has completed"));
        Assert.That(Step(folder, "# all of it\nto dve:loop\nc\n").Output, Is.EqualTo(output), "the output is the same each time");
    }

    [TestCase("cycle\nfrobnicate\ncycle\n", ":2:1: error NR0901")]
    [TestCase("cycle\n\n  show nowhere\n", ":3:8: error NR0")]
    [TestCase("back\n", ":1: error NR0912")]
    public void A_mistake_in_a_script_ends_it_and_names_the_line(string script, string expected)
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = Step(folder, script);
        Assert.That((status, error.Count(c => c == '\n')), Is.EqualTo((2, 1)));
        Assert.That(error, Does.Contain("script.txt" + expected));
        Assert.That(output.Split("(neuron) cycle").Length - 1, Is.EqualTo(script.StartsWith("cycle", StringComparison.Ordinal) ? 1 : 0));
    }

    [Test]
    public void A_missing_script_is_bad_input()
    {
        using var folder = new TemporaryFolder();
        var program = folder.File("small.nasm");
        File.WriteAllText(program, DebuggerBench.Doubling);
        var (status, _, error) = CommandRunner.Run("step", program, "--script", folder.File("none.txt"));
        Assert.That((status, error), Is.EqualTo((2, error)));
        Assert.That(error, Does.Contain("NR0923"));
    }

    private static (int Status, string Output, string Error) Step(TemporaryFolder folder, string script)
    {
        var (program, commands) = (folder.File("small.nasm"), folder.File("script.txt"));
        File.WriteAllText(program, DebuggerBench.Doubling);
        File.WriteAllText(commands, script);
        return CommandRunner.Run("step", program, "--script", commands);
    }
}
