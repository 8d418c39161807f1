using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>No output of a command may replace what it reads, nor another output.</summary>
public class FileNameTests
{
    [TestCase("--vcd", "program.nasm")]
    [TestCase("--log", "program.nasm")]
    [TestCase("--stats", "a.npy")]
    [TestCase("--timeline", "../{0}/program.nasm")]
    [TestCase("--expect", "c.npy", "--output", ".")]
    public void An_output_that_is_an_input_is_refused(params string[] options)
    {
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, SamplePrograms.Add);
        var name = Path.GetFileName(Path.GetDirectoryName(program))!;
        File.WriteAllText(folder.File("a.npy"), "kept");
        File.WriteAllText(folder.File("c.npy"), "kept");
        var before = File.ReadAllText(program);
        string[] placed = [.. options.Select(o => o.StartsWith("--", StringComparison.Ordinal) ? o : folder.File(o.Replace("{0}", name, StringComparison.Ordinal)))];
        var (status, output, error) = CommandRunner.Run(["run", program, "--input", "a=" + folder.File("a.npy"), .. placed]);
        Assert.That((status, output), Is.EqualTo((2, "")));
        Assert.That(error, Does.Contain("error NR0521: ").And.Contain("would replace"));
        Assert.That(new[] { File.ReadAllText(program), File.ReadAllText(folder.File("a.npy")), File.ReadAllText(folder.File("c.npy")) }, Is.EqualTo(new[] { before, "kept", "kept" }));
    }

    [TestCase("w.vcd", "w.vcd")]
    [TestCase("w.vcd", "w.gtkw")]
    public void Two_outputs_in_one_file_are_refused(string wave, string log)
    {
        using var folder = new TemporaryFolder();
        var (status, _, error) = CommandRunner.Run("run", SamplePrograms.In(folder, SamplePrograms.Add), "--vcd", folder.File(wave), "--log", folder.File(log));
        Assert.That(status, Is.EqualTo(2));
        Assert.That(error, Does.Contain("error NR0522: "));
    }

    [TestCase("asm")]
    [TestCase("disasm")]
    public void A_program_is_not_replaced_by_what_is_made_of_it(string verb)
    {
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, SamplePrograms.Add);
        var before = File.ReadAllText(program);
        var (status, _, error) = CommandRunner.Run(verb, program, "-o", program);
        Assert.That(status, Is.EqualTo(2));
        Assert.That(error, Does.Contain("error NR0521: "));
        Assert.That(File.ReadAllText(program), Is.EqualTo(before));
    }

    [Test]
    public void Several_outputs_may_go_to_a_device()
    {
        using var folder = new TemporaryFolder();
        var (status, _, error) = CommandRunner.Run("run", SamplePrograms.In(folder, SamplePrograms.Add), "--stats", "/dev/null", "--log", "/dev/null");
        Assert.That(status, Is.Zero, error);
    }
}
