using Hardware.Common.Numerics;
using Hardware.Testbench.References;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.References;

public class EncoderBlockReferenceTests
{
    private static readonly IReadOnlyList<Tensor> s_stored =
        SafetensorsFile.ReadAll(Path.Combine(CommandRunner.Root, "firmware", "programs", "data", "ocr-encoder-block.safetensors"));

    private static readonly string[] s_outputs =
    [
        "expect.ln1", "expect.qkv", "expect.scores", "expect.softmax", "expect.context", "expect.residual1", "expect.ln2", "expect.swish", "y",
    ];

    [TestCaseSource(nameof(s_outputs))]
    public void AgreesWithOnnxRuntimeOnARealPicture(string name)
    {
        double[] expected = Compute(s_stored)[name];
        TensorComparison result = TensorComparison.Compare(Stored(name), expected, new Tolerance(RelativeToMaximum: 1e-5));
        Assert.That(result.Passed, Is.True, result.ToString());
        Assert.That(result.MaximumExpected, Is.GreaterThan(0.1));
    }

    [Test]
    public void ComputesEveryIntermediateAndNothingElse() => Assert.That(Compute(s_stored).Keys, Is.EquivalentTo(s_outputs));

    /// <summary>Without the mixing of attention the block works token by token: repeating the tokens repeats the output.</summary>
    [Test]
    public void TakesAnyNumberOfTokens()
    {
        Tensor x = Stored("x");
        Tensor twice = Tensor.FromDoubles("x", DataType.Float32, [80, 120], [.. x.ToDoubles(), .. x.ToDoubles()]);
        double[] once = Compute(s_stored)["y"], repeated = Compute([.. s_stored.Where(t => t.Name is not "x"), twice])["y"];
        Assert.That(repeated, Has.Length.EqualTo(80 * 120));
        Assert.That(repeated[..4800], Is.EqualTo(once).Within(1e-9));
        Assert.That(repeated[4800..], Is.EqualTo(once).Within(1e-9));

        Tensor one = Tensor.FromDoubles("x", DataType.Float32, [1, 120], x.ToDoubles().AsSpan(0, 120));
        Assert.That(Compute([.. s_stored.Where(t => t.Name is not "x"), one])["expect.softmax"], Is.EqualTo(Enumerable.Repeat(1.0, 8)));
    }

    [TestCase("ln1.weight")]
    [TestCase("qkv.weight")]
    [TestCase("proj.weight")]
    [TestCase("ln2.bias")]
    [TestCase("fc1.weight")]
    [TestCase("fc2.weight")]
    public void EveryWeightMatters(string name)
    {
        Tensor changed = Stored(name).ConvertTo(DataType.Float32); // a copy
        changed[7] += 1;
        double[] before = Compute(s_stored)["y"];
        double[] after = Compute([.. s_stored.Where(t => !string.Equals(t.Name, name, StringComparison.Ordinal)), changed])["y"];
        Assert.That(before.Zip(after, (a, b) => Math.Abs(a - b)).Max(), Is.GreaterThan(1e-3));
    }

    private static Tensor Stored(string name) => s_stored.Single(tensor => string.Equals(tensor.Name, name, StringComparison.Ordinal));

    private static IReadOnlyDictionary<string, double[]> Compute(IReadOnlyList<Tensor> inputs) =>
        ReferenceCatalog.Find("encoder_block").Compute(new ReferenceInputs(inputs));
}
