using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Image;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Running;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.Running;

public class InputSetTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFiles()
    {
        _folder = new TemporaryFolder();
        NpyFile.Write(_folder.File("own.npy"), Of("own", 1));
        NpyFile.Write(_folder.File("named.npy"), Of("named", 3));
        SafetensorsFile.Write(_folder.File("all.safetensors"), [Of("a", 2), Of("unknown", 9)]);
    }

    [TearDown]
    public void DeleteFiles() => _folder.Dispose();

    [TestCase(new string[0], 1, TestName = "{m}(own file)")]
    [TestCase(new[] { "all.safetensors" }, 2, TestName = "{m}(file for all)")]
    [TestCase(new[] { "a=named.npy" }, 3, TestName = "{m}(by name)")]
    [TestCase(new[] { "all.safetensors", "a=named.npy" }, 3, TestName = "{m}(name last)")]
    [TestCase(new[] { "a=named.npy", "all.safetensors" }, 3, TestName = "{m}(name first)")]
    [TestCase(new[] { "a=own.npy", "a=named.npy" }, 3, TestName = "{m}(later name)")]
    public void AnInputComesFromTheFirstSourceThatHasIt(string[] arguments, double value)
    {
        var inputs = InputSet.Resolve(Image(), [.. arguments.Select(Whole)], seed: 1);
        Assert.That(inputs["a"].ToDoubles(), Is.All.EqualTo(value));
        Assert.That(inputs["a"].Name, Is.EqualTo("a"));
    }

    [Test]
    public void WhatNobodyGivesIsGeneratedFromTheSeed()
    {
        var (first, again, other) = (Generated(1), Generated(1), Generated(2));
        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    [Test]
    public void AnInputIsInTheTypeThatTheProgramDeclares() =>
        Assert.That(InputSet.Resolve(Image(), [], seed: 1).Values.Select(t => t.Type), Is.EqualTo(new[] { DataType.Float32, DataType.BFloat16 }));

    [Test]
    public void AnUnknownNameIsRefusedWithThoseThatThereAre()
    {
        var error = Assert.Throws<InputException>(() => InputSet.Resolve(Image(), [Whole("aa=named.npy")], seed: 1))!;
        Assert.That(error.Code, Is.EqualTo(OptionCode.InputUnknown));
        Assert.That(error.Message, Does.Contain("its inputs are a, b"));
    }

    [Test]
    public void ASizeOneDimensionDoesNotCountButAnotherShapeDoes()
    {
        NpyFile.Write(_folder.File("column.npy"), new Tensor("column", DataType.Float32, [4, 1], Of("", 5).Data));
        Assert.That(InputSet.Resolve(Image(), [Whole("a=column.npy")], seed: 1)["a"].Shape.ToArray(), Is.EqualTo(new[] { 4 }));
        NpyFile.Write(_folder.File("square.npy"), new Tensor("square", DataType.Float32, [2, 2], Of("", 5).Data));
        Assert.That(
            Assert.Throws<InputException>(() => InputSet.Resolve(Image(), [Whole("a=square.npy")], seed: 1))!.Code, Is.EqualTo(TensorCode.TensorShapeMismatch));
    }

    private double[] Generated(ulong seed) => [.. InputSet.Resolve(Image(), [], seed)["b"].ToDoubles()];

    private ProgramImage Image()
    {
        var image = SmallSession.Assemble(".input a fp32[4] file=\"own.npy\"\n.input b bf16[64]");
        image.Folder = Path.GetDirectoryName(_folder.File("x"))!;
        return image;
    }

    private string Whole(string argument) => argument.StartsWith("a", StringComparison.Ordinal) && argument.Contains('=', StringComparison.Ordinal)
        ? $"{argument.Split('=')[0]}={_folder.File(argument.Split('=')[1])}"
        : _folder.File(argument);

    private static Tensor Of(string name, float value)
    {
        var data = new byte[16];
        for (var i = 0; i < 4; i++)
            BitConverter.TryWriteBytes(data.AsSpan(4 * i), value);
        return new Tensor(name, DataType.Float32, [4], data);
    }
}
