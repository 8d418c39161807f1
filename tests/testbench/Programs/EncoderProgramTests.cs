using Hardware.Common.Numerics;
using Hardware.Testbench.References;

namespace Hardware.Testbench.Tests.Programs;

public class EncoderProgramTests
{
    private const string Exact = "MATMUL=fp32";

    private static readonly string[] s_outputs =
    [
        "expect.ln1", "expect.qkv", "expect.scores", "expect.softmax", "expect.context", "expect.residual1", "expect.ln2", "expect.swish", "y",
    ];

    private static readonly string[] s_weights =
    [
        "ln1.weight", "ln1.bias", "qkv.weight", "qkv.bias", "proj.weight", "proj.bias", "ln2.weight", "ln2.bias", "fc1.weight", "fc1.bias",
        "fc2.weight", "fc2.bias",
    ];

    private static readonly Lazy<ProgramRun> s_unchanged = new(() => ProgramRun.Of("encoder", Exact));

    /// <summary>On the real picture each output is held against ONNX Runtime's result and against the FP64 formula.</summary>
    [TestCase("MATMUL=bf16", 0.02)]
    [TestCase(Exact, 0.0001)]
    public void ComparesEveryIntermediateOfThePicture(string defines, double allowed)
    {
        var run = ProgramRun.Of("encoder", defines);
        run.AssertPassed();
        foreach (var name in s_outputs)
        {
            var verdicts = run.Verdicts.Where(v => string.Equals(v.Comparison.Tensor.Name, name, StringComparison.Ordinal)).ToList();
            Assert.That(verdicts.Select(v => v.Against), Is.EquivalentTo(new[] { "reference encoder_block", "data/ocr-encoder-block.safetensors" }));
            Assert.That(verdicts.Max(v => v.Comparison.MaximumError / v.Comparison.MaximumExpected), Is.LessThanOrEqualTo(allowed), name);
        }
    }

    [TestCase("TOKENS=80")]
    [TestCase("TOKENS=128 MATMUL=fp32")]
    [TestCase("TOKENS=1")]
    [TestCase("TOKENS=33 MATMUL=fp16")]
    [TestCase("TOKENS=64 MATMUL=tf32")]
    public void TakesOtherNumbersOfTokensAndTypes(string defines)
    {
        var run = ProgramRun.Of("encoder", defines);
        run.AssertPassed();
        Assert.That(run.Verdicts, Has.Count.GreaterThanOrEqualTo(s_outputs.Length));
    }

    /// <summary>One changed element of a weight changes y as the FP64 formula says: so each weight is read, and each element at its place.</summary>
    [TestCaseSource(nameof(s_weights))]
    public void FollowsAChangedWeight(string name)
    {
        var before = s_unchanged.Value;
        var weight = before.Inputs[name].ConvertTo(DataType.Float32); // a copy
        weight[(weight.Count * 2 / 3) + 1] += 0.5;
        var after = ProgramRun.Of("encoder", Exact, replaced: [weight]);
        after.AssertPassed();

        var (expected, got) = (Change(Formula(before), Formula(after)), Change(before.Output("y").ToDoubles(), after.Output("y").ToDoubles()));
        var largest = expected.Max(Math.Abs);
        Assert.That(largest, Is.GreaterThan(1e-3), "the change must stand out of rounding");
        Assert.That(got, Is.EqualTo(expected).Within(0.01 * largest));
    }

    private static double[] Formula(ProgramRun run) =>
        ReferenceCatalog.Find("encoder_block").Compute(new ReferenceInputs(run.Inputs.Values))["y"];

    private static double[] Change(double[] before, double[] after) => [.. before.Zip(after, (b, a) => a - b)];
}
