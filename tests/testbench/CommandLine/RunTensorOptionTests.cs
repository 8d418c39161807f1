using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>The options of <c>run</c> that say what goes in, what should come out and where it is written.</summary>
public class RunTensorOptionTests
{
    private static readonly int[] Shape = [128, 16];

    private TemporaryFolder _folder = null!;
    private string _program = "";

    [SetUp]
    public void MakeFolder()
    {
        _folder = new TemporaryFolder();
        _program = SamplePrograms.In(_folder, SamplePrograms.Add);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void Inputs_come_from_one_file_by_their_names()
    {
        SafetensorsFile.Write(_folder.File("in.safetensors"), [Tensor("a", i => i), Tensor("b", i => 2 * i), Tensor("unused", i => -i)]);
        Assert.That(Outputs("--input", _folder.File("in.safetensors")), Is.EqualTo(Tensor("c", i => 3 * i).ToDoubles()));
    }

    [Test]
    public void Inputs_come_from_a_file_each_whatever_its_name_and_the_rest_is_generated()
    {
        NpyFile.Write(_folder.File("first.npy"), Tensor("first", i => i));
        NpyFile.Write(_folder.File("second.npy"), Tensor("second", i => -i));
        Assert.That(
            Outputs("--input", $"a={_folder.File("first.npy")}", "--input", $"b={_folder.File("second.npy")}"), Is.All.Zero);
        var generated = new TensorGenerator(5).Generate("b", DataType.Float32, Shape);
        Assert.That(
            Outputs("--input", $"a={_folder.File("first.npy")}", "--seed", "5"),
            Is.EqualTo(Enumerable.Range(0, 2048).Select(i => (double)(float)(i + generated[i]))));
    }

    [Test]
    public void A_later_input_replaces_an_earlier_one_and_another_type_is_converted()
    {
        SafetensorsFile.Write(_folder.File("in.safetensors"), [Tensor("a", i => i), Tensor("b", _ => 0)]);
        var half = Hardware.Testbench.Tensors.Tensor.FromDoubles("b", DataType.Float16, Shape, [.. Enumerable.Repeat(0.5, 2048)]);
        NpyFile.Write(_folder.File("b.npy"), half);
        Assert.That(
            Outputs("--input", _folder.File("in.safetensors"), "--input", $"b={_folder.File("b.npy")}"),
            Is.EqualTo(Enumerable.Range(0, 2048).Select(i => i + 0.5)));
    }

    [Test]
    public void The_seed_chooses_generated_inputs()
    {
        var (first, again, other) = (Outputs("--seed", "1"), Outputs("--seed", "1"), Outputs("--seed", "2"));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
        Assert.That(Outputs(), Is.EqualTo(first), "the default is 1");
    }

    [Test]
    public void An_expected_file_decides_within_its_tolerances()
    {
        NpyFile.Write(_folder.File("a.npy"), Tensor("a", i => i));
        NpyFile.Write(_folder.File("b.npy"), Tensor("b", i => i));
        SafetensorsFile.Write(_folder.File("exact.safetensors"), [Tensor("c", i => 2 * i)]);
        SafetensorsFile.Write(_folder.File("near.safetensors"), [Tensor("c", i => i == 100 ? 202 : 2 * i)]);
        Assert.That(Expect("exact").Status, Is.Zero);
        Assert.That(Expect("near").Status, Is.EqualTo(1));
        Assert.That(Expect("near", "--atol", "2").Status, Is.Zero);
        Assert.That(Expect("near", "--atol", "1.9").Status, Is.EqualTo(1));
        Assert.That(Expect("near", "--rtol", "0.01").Status, Is.Zero);
        var (_, output) = Expect("near", "--rtol", "0.0098", "--atol", "0.01");
        Assert.That(output, Does.Contain("[6, 4]: got 200, expected 202"));
        Assert.That(Expect("near", "--rtol", "0.0098", "--atol", "0.03").Status, Is.Zero, "the two add up");
        NpyFile.Write(_folder.File("other_name.npy"), Tensor("other_name", i => 2 * i));
        Assert.That(Expect("exact", "--expect", "c=" + _folder.File("other_name.npy")).Status, Is.Zero, "the last one given counts");
    }

    [TestCase("zeros")]
    [TestCase("ones")]
    [TestCase("random")]
    public void Memories_at_power_up_change_neither_outputs_nor_cycles(string initial)
    {
        var (_, usual, _) = CommandRunner.Run("run", _program);
        var (status, output, error) = CommandRunner.Run("run", _program, "--initial", initial);
        Assert.That((status, error, Report.WithoutWallTime(output)), Is.EqualTo((0, "", Report.WithoutWallTime(usual))));
    }

    private (int Status, string Output) Expect(string file, params string[] options)
    {
        var (status, output, error) = CommandRunner.Run(
            ["run", _program, "--input", $"a={_folder.File("a.npy")}", "--input", $"b={_folder.File("b.npy")}",
                "--expect", _folder.File(file + ".safetensors"), .. options]);
        Assert.That(error, Is.Empty);
        return (status, output);
    }

    /// <summary>The values that --output writes.</summary>
    private double[] Outputs(params string[] options)
    {
        var (status, _, error) = CommandRunner.Run(["run", _program, "--output", _folder.File("out"), .. options]);
        Assert.That((status, error), Is.EqualTo((0, "")));
        Assert.That(Directory.GetFiles(_folder.File("out")).Select(Path.GetFileName), Is.EqualTo(["c.npy"]));
        var written = NpyFile.Read(Path.Combine(_folder.File("out"), "c.npy"));
        Assert.That((written.Type, written.Shape.ToArray()), Is.EqualTo((DataType.Float32, Shape)));
        return written.ToDoubles();
    }

    private static Tensor Tensor(string name, Func<int, double> value) =>
        Hardware.Testbench.Tensors.Tensor.FromDoubles(name, DataType.Float32, Shape, [.. Enumerable.Range(0, 2048).Select(value)]);
}
