using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Mistakes in what is given to <c>run</c> besides the program: each is one clear line with a code of its own, and status 2.</summary>
public class RunMistakeTests
{
    private const string FullDevice = "/dev/full";

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        SafetensorsFile.Write(_folder.File("xy.safetensors"), [Zeros("x"), Zeros("y")]);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void An_input_that_the_program_does_not_have() =>
        Refused("NR0509", "no input 'd'", Program(), "--input", $"d={_folder.File("xy.safetensors")}");

    [Test]
    public void An_input_that_its_file_does_not_have() =>
        Refused("NR0510", "the file has no tensor 'a'", Program(), "--input", $"a={_folder.File("xy.safetensors")}");

    [Test]
    public void A_folder_for_outputs_that_cannot_be_made() => Refused("NR0511", "cannot make the folder", Program(), "--output", "/dev/null/x");

    [Test]
    public void A_program_of_neither_kind() => Refused("NR0512", ".nasm (assembly text) or .neff (container)", _folder.File("program.txt"));

    [Test]
    public void A_reference_none_of_whose_outputs_the_program_has() =>
        Refused("NR0513", "reference 'vector_add' gives c", Program(text => ".reference vector_add\n" + text.Replace("> c", "> d", StringComparison.Ordinal).Replace(".output c", ".output d", StringComparison.Ordinal)));

    [Test]
    public void A_parameter_of_what_the_chip_has_not() =>
        Refused("NR0606", "GpSimdClock does not exist on chip 'inferentia1'", Program(), "--chip", "inferentia1", "--set", "GpSimdClock=1000000000");

    [Test]
    public void A_program_for_another_chip() =>
        Refused("NR0210", "select inferentia2 or change the line", Program(_ => ".chip inferentia2\n.engine sp\nHalt\n"), "--chip", "inferentia1");

    [Test]
    public void A_program_for_no_chip() => Refused("NR0210", "did you mean 'inferentia2'?", Program(text => ".chip inferentia3\n" + text));

    [Test]
    public void An_expected_file_without_an_output() => Refused("NR0519", "--expect gives x, y", Program(), "--expect", _folder.File("xy.safetensors"));

    [Test]
    public void A_device_that_is_full()
    {
        Assume.That(File.Exists(FullDevice), "the system has a device that is always full");
        Refused("NR0520", "free the disk space", Program(), "--stats", FullDevice);
    }

    private string Program(Func<string, string>? change = null) => SamplePrograms.In(_folder, change is null ? SamplePrograms.Add : change(SamplePrograms.Add));

    private static Tensor Zeros(string name) => Tensor.FromDoubles(name, DataType.Float32, [128, 16], new double[2048]);

    private static void Refused(string code, string message, params string[] arguments)
    {
        var (status, _, error) = CommandRunner.Run(["run", .. arguments]);
        Assert.That((status, error.Count('\n')), Is.EqualTo((2, 1)), error);
        Assert.That(error, Does.Contain($"error {code}: ").And.Contain(message));
    }
}
