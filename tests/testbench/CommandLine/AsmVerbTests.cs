namespace Hardware.Testbench.Tests.CommandLine;

public class AsmVerbTests
{
    private static readonly string Program = Path.Combine(CommandRunner.Root, "firmware", "programs", "vector_add.nasm");

    private string _folder = "";

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("asm").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void Text_to_container_to_text_to_container_gives_equal_bytes_and_the_container_runs()
    {
        var (first, text, second) = (Path.Combine(_folder, "a.neff"), Path.Combine(_folder, "a.nasm"), Path.Combine(_folder, "b.neff"));
        Assert.That(CommandRunner.Run("asm", Program, "-o", first).Status, Is.Zero);
        Assert.That(CommandRunner.Run("disasm", first, "--lines", "-o", text).Status, Is.Zero);
        Assert.That(CommandRunner.Run("asm", text, "-o", second).Status, Is.Zero);
        Assert.That(File.ReadAllBytes(second), Is.EqualTo(File.ReadAllBytes(first)));
        var (status, output, _) = CommandRunner.Run("run", first);
        Assert.That((status, output.Contains("PASSED", StringComparison.Ordinal)), Is.EqualTo((0, true)));
    }

    [Test]
    public void A_container_that_was_changed_is_refused_in_one_line()
    {
        var file = Path.Combine(_folder, "a.neff");
        CommandRunner.Run("asm", Program, "-o", file);
        var bytes = File.ReadAllBytes(file);
        bytes[^2000] ^= 1;
        File.WriteAllBytes(file, bytes);
        var (status, _, error) = CommandRunner.Run("run", file);
        Assert.That((status, error.Count('\n')), Is.EqualTo((2, 1)));
        Assert.That(error, Does.Contain("NR03"));
    }

    [Test]
    public void A_chip_without_stochastic_rounding_refuses_an_instruction_that_asks_for_it()
    {
        var file = Path.Combine(_folder, "a.nasm");
        foreach (var (chip, status) in (ReadOnlySpan<(string, int)>)[("inferentia1", 2), ("inferentia2", 0)])
        {
            File.WriteAllText(file, $".chip {chip}\n.engine dve\nTensorCopy dst=bf16@0x0[1][4] in=fp32@0x100[1][4] rounding=stochastic\n");
            var result = CommandRunner.Run("asm", file, "--chip", chip);
            Assert.That(result.Status, Is.EqualTo(status), result.Error);
            Assert.That(result.Error.EndsWith("NR0757: TensorCopy: NeuronCore-v1 has no stochastic rounding; rounding=nearest_even would be right\n", StringComparison.Ordinal), Is.EqualTo(status != 0));
        }
    }

    [Test]
    public void What_only_GpSimdE_computes_and_what_it_cannot_reach_is_told_at_assembly_or_at_issue()
    {
        var file = Path.Combine(_folder, "a.nasm");
        Refused(2, ".engine dve\nTensorScalar dst=a in=a op0=rsqrt", "a.nasm:3:1: error NR0748: TensorScalar: rsqrt is a kernel of pool, not an operator of dve; a stream of pool would be right");
        Refused(2, ".engine pool\nMemset dst=p value=1", "a.nasm:3:1: error NR0725: Memset: dst is in PSUM, which this engine cannot reach; a tensor in SBUF would be right");
        Refused(1, ".engine pool\nRegisterMove dst=R1 value=0x2000000\nMemset dst=a+R1 value=1", "a.nasm:4: error NR0725: Memset: dst is in PSUM, which this engine cannot reach; a tensor in SBUF would be right");

        void Refused(int status, string lines, string message)
        {
            File.WriteAllText(file, $".sbuf a fp32[128, 4]\n{lines}\n".Replace("dst=p", "dst=fp32@0x2000000[1][4]", StringComparison.Ordinal));
            var result = CommandRunner.Run("run", file);
            Assert.That(result.Status, Is.EqualTo(status));
            Assert.That(result.Error, Does.Contain(message));
        }
    }

    [Test]
    public void A_container_takes_no_definitions()
    {
        var file = Path.Combine(_folder, "a.neff");
        CommandRunner.Run("asm", Program, "-o", file);
        var (status, _, error) = CommandRunner.Run("run", file, "--define", "ROWS=128");
        Assert.That((status, error.Contains("NR0515", StringComparison.Ordinal)), Is.EqualTo((2, true)));
    }
}
