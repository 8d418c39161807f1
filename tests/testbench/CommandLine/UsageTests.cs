using Hardware.Testbench.Running;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Words and options that are wrong: one line each, in this project's words.</summary>
public class UsageTests
{
    [TestCase("NR0526", "did you mean 'run'?", "rum", "x.nasm")]
    [TestCase("NR0504", "'neuron-rtl suite vectors --help'", "suite", "vectors", "frob")]
    [TestCase("NR0527", "--repetitions 0", "bench", "kernel", "--repetitions", "0")]
    [TestCase("NR0527", "--repetitions x", "bench", "kernel", "--repetitions", "x")]
    [TestCase("NR0527", "--count -5", "suite", "kernel", "--count=-5")]
    [TestCase("NR0517", "--seed -1", "suite", "kernel", "--seed=-1")]
    [TestCase("NR0501", "its folder does not exist", "suite", "kernel", "--junit", "/no/such/folder/j.xml")]
    [TestCase("NR0501", "its folder does not exist", "bench", "kernel", "--json", "/no/such/folder/j.json")]
    [TestCase("NR0528", "--junit has no effect on 'suite vectors'", "suite", "--junit", "j.xml", "vectors")]
    [TestCase("NR0528", "--count has no effect without --activations", "inspect", "--count", "5")]
    [TestCase("NR0528", "--activations has no effect beside --instructions", "inspect", "--instructions", "--activations")]
    [TestCase("NR0604", "DeviceMemoryRegionStride", "inspect", "--set", "DeviceMemoryRegionStride=0x1000000000000000")]
    public void A_wrong_command_line_is_one_line(string code, string message, params string[] arguments)
    {
        var (status, output, error) = CommandRunner.Run(arguments);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)), error);
        Assert.That(error, Does.Contain($"error {code}: ").And.Contain(message).And.Not.Contain("System."));
    }

    [TestCase("NR0516", "run", "--level", "burts")]
    [TestCase("NR0516", "step", "--level", "burts")]
    [TestCase("NR0516", "step", "--initial", "noise")]
    [TestCase("NR0523", "run", "--trace", "board")]
    [TestCase("NR0523", "run", "--from", "1us")]
    [TestCase("NR0523", "run", "--to", "1us")]
    [TestCase("NR0524", "run", "--vcd", "/dev/null", "--from", "5us", "--to", "3us")]
    [TestCase("NR0525", "run", "--rtol", "1e-3")]
    public void Options_without_an_effect_or_a_meaning_are_refused(string code, string verb, params string[] options)
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = CommandRunner.Run([verb, SamplePrograms.In(folder, SamplePrograms.Add), .. options]);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)), error);
        Assert.That(error, Does.Contain($"error {code}: ").And.Not.Contain("Hardware."));
    }

    [Test]
    public void A_real_program_with_a_wrong_define_gives_one_line([Values("MATMUL=fp31", "TOKENS=129", "TOKENS=99999999999999999999")] string define)
    {
        var (status, _, error) = CommandRunner.Run("run", Path.Combine(CommandRunner.Root, "firmware/programs/encoder.nasm"), "--define", define);
        Assert.That((status, error.Count('\n')), Is.EqualTo((2, 1)), error);
    }

    [Test]
    public void A_container_is_refused_where_its_FP8_constants_would_mean_something_else()
    {
        const string Ofp8 = "Float8E4Infinity=0";
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, SamplePrograms.Add + "\n.constant k fp8e4[2] = [448, -2]");
        var container = folder.File("program.neff");
        Assert.That(CommandRunner.Run("asm", program, "-o", container, "--set", Ofp8).Status, Is.Zero);
        var (status, _, error) = CommandRunner.Run("run", container);
        Assert.That((status, error.Count('\n')), Is.EqualTo((2, 1)), error);
        Assert.That(error, Does.Contain("error NR0529: ").And.Contain("fp8e4: 4 3 bias 7 no inf"));
        Assert.That(CommandRunner.Run("run", container, "--set", Ofp8).Status, Is.Zero);
        Assert.That(CommandRunner.Run("disasm", container, "--set", Ofp8).Status, Is.Zero);
    }

    [Test]
    public void A_time_limit_holds_to_the_cycle([Values(1, 20, 30)] int microseconds)
    {
        using var folder = new TemporaryFolder();
        var spec = Inferentia2.Inferentia2Spec.Create();
        var image = Testbench.CommandLine.ProgramFile.Load(SamplePrograms.In(folder, SamplePrograms.Livelock), [], spec);
        var session = new RunSession(image, spec, InputSet.Resolve(image, [], 1));
        var limit = microseconds * session.Grid.TicksPerSecond / 1_000_000;
        var outcome = session.Run(limit);
        Assert.That(outcome.End, Is.EqualTo(RunEnd.TimeLimit));
        Assert.That(outcome.Tick - session.Board.Driver.StartedAt.Q, Is.InRange(limit, limit + (100 * session.Board.Clocks.Base.Period)));
    }

    [Test]
    public void A_wave_of_a_window_in_which_nothing_happens_is_told()
    {
        using var folder = new TemporaryFolder();
        var (status, output, _) = CommandRunner.Run(
            "run", SamplePrograms.In(folder, SamplePrograms.Add), "--vcd", folder.File("w.vcd"), "--from", "1s", "--to", "2s");
        Assert.That(status, Is.Zero);
        Assert.That(output, Does.Contain("nothing happens in the window").And.Contain("us after power-up"));
    }
}
