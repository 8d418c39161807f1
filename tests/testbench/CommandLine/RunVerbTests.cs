using System.Text.Json;
using Hardware.Testbench.CommandLine;
using Hardware.Testbench.Tests.Tensors;
using Hardware.Waveforms.Vcd;

namespace Hardware.Testbench.Tests.CommandLine;

public class RunVerbTests
{
    // Line 22 is right; line 23 then overwrites columns 3 and 4 with a difference.
    private static readonly string WrongAdd = SamplePrograms.Add
        .Replace(".input a ", ".reference vector_add\n.input a ", StringComparison.Ordinal)
        .Replace(
            "op=add summed++", "op=add\n    TensorTensor dst=tc[:, 3:5] in0=ta[:, 3:5] in1=tb[:, 3:5] op=subtract summed++", StringComparison.Ordinal);

    // Each product adds 128 * 128 * 128 = 2^21, so the 1,024th of 1,025 sums leaves INT32 at line 12.
    private const string WrappingSum = """
        .program "1,025 sums of 2^21"
        .sbuf a int8[128, 1]
        .psum s int32[1, 1]
        .semaphore ready
        .engine pool
                Memset dst=a value=-128  ready++
        .engine pe
        .let n = R0
                $ready>=1 LoadStationary src=a
                MatMul dst=s moving=a acc=first
                RegisterMove dst=n value=1024
        loop:   MatMul dst=s moving=a acc=middle
                RegisterAlu dst=n a=n op=subtract value=1
                CompareBranch a=n cmp=> value=0 target=loop
        """;

    [Test]
    public void A_wrong_instruction_is_named_by_file_line_and_cycle()
    {
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, WrongAdd);
        var (status, output, error) = CommandRunner.Run("run", program);
        Assert.That((status, error), Is.EqualTo((1, "")));
        Assert.That(output, Does.Contain("[0, 3]: got ").And.Match(@"last written by .*program\.nasm:23, cycle [\d,]+\n"));
        Assert.That(output, Does.Contain("dve instruction 1 TensorTensor").And.Contain("of block 'store'"));
    }

    [Test]
    public void Lines_of_verdicts_fit_80_columns()
    {
        var (status, output, _) = CommandRunner.Run("run", Path.Combine(CommandRunner.Root, "firmware", "programs", "vector_add.nasm"));
        Assert.That(status, Is.Zero);
        Assert.That(output.Split('\n').Max(line => line.Length), Is.LessThanOrEqualTo(80));
    }

    [Test]
    public void A_wrapping_integer_sum_is_warned_of_once()
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = CommandRunner.Run("run", SamplePrograms.In(folder, WrappingSum), "--log", folder.File("log"), "--timeline", folder.File("t.json"));
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(output.Split('\n').Where(l => l.StartsWith("warning", StringComparison.Ordinal)), Has.Exactly(1)
            .Matches(@"INT32 sum wrapped in PSUM by 1 instruction, first at [\d.]+ us, cycle [\d,]+, by core 0 pe instruction 3 \(.*program\.nasm:12\)$"));
        Assert.That(File.ReadAllText(folder.File("log")), Does.Contain("# INT32 sum wrapped in core 0 pe instruction 3 at "));
        Assert.That(File.ReadAllText(folder.File("t.json")), Does.Contain("INT32 sum wrapped"));
    }

    [Test]
    public void A_livelock_ends_at_the_time_limit()
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = CommandRunner.Run("run", SamplePrograms.In(folder, SamplePrograms.Livelock), "--max-time", "50us", "--verbose");
        Assert.That(status, Is.EqualTo(1));
        Assert.That(output, Does.Contain("FAILED: still running after --max-time 50us").And.Contain("Jump"));
        Assert.That(error, Does.Match(@"^\[\d+\.\d{3} us\] program and inputs loaded").And.Contain("ended early: TimeLimit"));
    }

    [Test]
    public void A_deadlock_names_the_semaphore_and_who_would_release_it()
    {
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, ".semaphore never\n.engine act\n$never>=2 Nop never++\n.engine pe\n$never>=1 Halt\n");
        var (status, output, _) = CommandRunner.Run("run", program);
        Assert.That(status, Is.EqualTo(1));
        var words = string.Join(' ', output.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.That(words, Does.Contain("deadlock").And.Contain("waits for never").And.Contain("act would, at 0 Nop"), "wherever lines are broken");
    }

    [Test]
    public void A_fault_is_one_line_with_its_place_and_status_1()
    {
        using var folder = new TemporaryFolder();
        var program = SamplePrograms.In(folder, WrongAdd.Replace("$loaded>=2 ", "", StringComparison.Ordinal));
        var (status, _, error) = CommandRunner.Run("run", program);
        Assert.That((status, error.Count('\n')), Is.EqualTo((1, 1)));
        Assert.That(error, Does.Contain("program.nasm:22: error NR0760"));
    }

    [Test]
    public void An_interrupted_run_leaves_whole_files_and_status_130()
    {
        using var folder = new TemporaryFolder();
        using var output = new StringWriter();
        using var error = new StringWriter();
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        string[] arguments = ["run", SamplePrograms.In(folder, SamplePrograms.Livelock), "--vcd", folder.File("w.vcd"), "--timeline", folder.File("t.json"), "--log", folder.File("l.txt")];
        var status = NeuronRtlCommand.Run(arguments, new CommandContext(output, error) { Cancellation = cancellation.Token });
        Assert.That(status, Is.EqualTo(130), error.ToString());
        Assert.That(VcdReader.Read(folder.File("w.vcd")).ValueCount, Is.GreaterThan(0));
        using var timeline = JsonDocument.Parse(File.ReadAllText(folder.File("t.json")));
        Assert.That(timeline.RootElement.GetProperty("traceEvents").GetArrayLength(), Is.GreaterThan(100));
        Assert.That(File.ReadAllText(folder.File("l.txt")), Does.EndWith("\n"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(folder.File("x"))!, "*.tmp"), Is.Empty);
    }

    [TestCase("NR0516", "--level", "burst")]
    [TestCase("NR0516", "--initial", "3")]
    [TestCase("NR0517", "--seed", "-1")]
    [TestCase("NR0518", "--rtol", "many")]
    [TestCase("NR0508", "--max-time", "5")]
    [TestCase("NR0501", "--log", "/dev/null/x")]
    public void A_bad_option_is_one_line_and_leaves_no_file(string code, string option, string value)
    {
        using var folder = new TemporaryFolder();
        var (status, output, error) = CommandRunner.Run("run", SamplePrograms.In(folder, WrongAdd), "--vcd", folder.File("w.vcd"), option, value);
        Assert.That((status, output, error.Count('\n')), Is.EqualTo((2, "", 1)), error);
        Assert.That(error, Does.Contain(code));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(folder.File("x"))!).Select(Path.GetFileName), Is.EqualTo(["program.nasm"]));
    }
}
