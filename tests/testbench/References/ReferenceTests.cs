using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.References;
using Hardware.Testbench.Tensors;
using Hardware.Testbench.Tests.Tensors;

namespace Hardware.Testbench.Tests.References;

public class ReferenceTests
{
    [Test]
    public void VectorAddAndTwoCoreAdd()
    {
        foreach (string name in new[] { "vector_add", "two_core" })
            Assert.That(Compute(name, T("a", [2], 1, 2), T("b", [2], 10, 20))["c"], Is.EqualTo(new double[] { 11, 22 }));
    }

    [Test]
    public void MatMulTakesEitherOrientation()
    {
        double[] expected = [58, 64, 139, 154];
        Tensor b = T("b", [3, 2], 7, 8, 9, 10, 11, 12);
        Assert.That(Compute("matmul", T("a", [2, 3], 1, 2, 3, 4, 5, 6), b)["c"], Is.EqualTo(expected));
        Assert.That(Compute("matmul", T("at", [3, 2], 1, 4, 2, 5, 3, 6), b)["c"], Is.EqualTo(expected));
    }

    [Test]
    public void SoftmaxRowsSumToOneAndSurviveLargeInputs()
    {
        double[] y = Compute("softmax", T("x", [2, 2], 0, Math.Log(3), 1000, 1000))["y"];
        Assert.That(y, Is.EqualTo(new[] { 0.25, 0.75, 0.5, 0.5 }).Within(1e-7));
    }

    /// <summary>The known answers published with Random123 (kat_vectors, philox4x32, 10 rounds).</summary>
    [Test]
    public void PhiloxGivesItsPublishedAnswers()
    {
        Assert.That(
            Enumerable.Range(0, 4).Select(i => PhiloxReference.Word(0, 0, 0, (ulong)i)),
            Is.EqualTo(new[] { 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u }));
    }

    [Test]
    public void DropoutKeepsAndScalesByTheDrawsOfItsSeed()
    {
        double[] y = Compute("dropout", T("x", [2, 3], 1, 2, 3, 4, 5, 6), T("chance", [2, 1], 0, 128), T("seed", [1, 1], 9))["y"];
        Assert.That(y[..3], Is.EqualTo(new double[] { 1, 2, 3 }));
        for (int column = 0; column < 3; column++)
            Assert.That(y[3 + column], Is.EqualTo(PhiloxReference.Word(9, 5, 1, (ulong)column) < 1u << 31 ? 2.0 * (4 + column) : 0));
    }

    [Test]
    public void LayerNormHasTheClosedForm()
    {
        double[] y = Compute("layernorm", T("x", [1, 2], -1, 1), T("gamma", [2], 2, 3), T("beta", [2], 10, 20))["y"];
        double scale = 1 / Math.Sqrt(1 + 1e-5);
        Assert.That(y, Is.EqualTo(new[] { 10 - (2 * scale), 20 + (3 * scale) }).Within(1e-12));
    }

    /// <summary>A kernel that is 1 at one element moves the image; beyond the border it is 0.</summary>
    [TestCase(4, new double[] { 1, 2, 3, 4, 5, 6 })]
    [TestCase(5, new double[] { 2, 3, 0, 5, 6, 0 })]
    [TestCase(1, new double[] { 0, 0, 0, 1, 2, 3 })]
    [TestCase(8, new double[] { 5, 6, 0, 0, 0, 0 })]
    public void ConvolutionShiftsByTheElementsOfItsKernel(int element, double[] expected)
    {
        double[] kernel = [.. Enumerable.Range(0, 9).Select(i => i == element ? 1.0 : 0)];
        double[] y = Compute("conv2d", T("x", [1, 1, 2, 3], 1, 2, 3, 4, 5, 6), T("w", [1, 3, 3, 1], kernel), T("bias", [1], 0))["y"];
        Assert.That(y, Is.EqualTo(expected));
    }

    [Test]
    public void ConvolutionSumsChannelsAddsBiasAndClips()
    {
        double[] y = Compute(
            "conv2d", T("x", [2, 2, 1, 1], 1, 2, 3, 4), T("w", [2, 1, 1, 3], 1, -1, 10, 1, -1, 100), T("bias", [3], 0, 1, 0.5))["y"];
        Assert.That(y, Is.EqualTo(new[] { 3, 0, 210.5, 7, 0, 430.5 }));
    }

    [Test]
    public void PoolingTakesWholeWindowsOnly()
    {
        Tensor x = T("x", [1, 1, 3, 4], 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        IReadOnlyDictionary<string, double[]> y = Compute("pool_2_2", x);
        Assert.That(y["maximum"], Is.EqualTo(new double[] { 6, 8 }));
        Assert.That(y["average"], Is.EqualTo(new[] { 3.5, 5.5 }));
        y = Compute("pool_3_1", x);
        Assert.That(y["maximum"], Is.EqualTo(new double[] { 11, 12 }));
        Assert.That(y["average"], Is.EqualTo(new double[] { 6, 7 }));
        Assert.That(Compute("pool_3_2", T("x", [1, 2, 2, 9], new double[36]))["maximum"], Is.Empty);
    }

    [Test]
    public void MlpUsesTheExactGelu()
    {
        IReadOnlyDictionary<string, double[]> outputs = Compute(
            "mlp_gelu", T("x", [1, 1], 1), T("w1", [1, 2], 1, -1), T("b1", [2], 0, 0), T("w2", [2, 1], 1, 0.5), T("b2", [1], 4));
        Assert.That(outputs["y"], Is.EqualTo(new[] { 0.8413447460685429 - (0.5 * 0.15865525393145705) + 4 }).Within(1e-14));
    }

    /// <summary>Two layers whose second product undoes or doubles what silu gives; x and y are transposed in each batch.</summary>
    [Test]
    public void ResidualLayersFollowEachOther()
    {
        Tensor xt = T("xt", [2, 1, 2], 1, 0, -3, 2);
        Tensor[] first = [T("w1_0", [1, 1], 1), T("b1_0", [1], 0), T("w2_0", [1, 1], 2)];
        Tensor[] second = [T("w1_1", [1, 4], 0, 0, 0, 0), T("b1_1", [4], 0, 0, 0, 50), T("w2_1", [4, 1], 9, 9, 9, 4)];
        double[] x = [1, 0, -3, 2];
        double[] once = [.. x.Select(v => v + (2 * v / (1 + Math.Exp(-v))))];
        Assert.That(Compute("residual_mlp", [xt, .. first])["yt"], Is.EqualTo(once).Within(1e-12));
        Assert.That(Compute("residual_mlp", [xt, .. first, .. second])["yt"], Is.EqualTo(once.Select(v => v + 100)).Within(1e-12));
    }

    [Test]
    public void ResidualLayersKeepEachFeatureInItsRow()
    {
        double[] x = [.. Enumerable.Range(0, 2 * 3 * 2).Select(i => (double)i)];
        double[] y = Compute("residual_mlp", T("xt", [2, 3, 2], x), T("w1_0", [3, 1], 0, 0, 0), T("b1_0", [1], 50), T("w2_0", [1, 3], 1, 2, 3))["yt"];
        Assert.That(y, Is.EqualTo(x.Select((v, i) => v + (50.0 * ((i / 2 % 3) + 1)))).Within(1e-12));
    }

    [Test]
    public void AttentionOverEqualKeysAveragesTheValues()
    {
        Tensor k = T("k", [2, 4], 1, 1, 1, 1, 1, 1, 1, 1), v = T("v", [2, 1], 2, 4);
        Assert.That(Compute("attention", T("q", [1, 4], 5, 6, 7, 8), k, v)["y"], Is.EqualTo(new double[] { 3 }).Within(1e-15));

        // One matching key of two: scores 2 / sqrt(4) = 1 and 0.
        double[] y = Compute("attention", T("qt", [4, 1], 1, 1, 0, 0), T("k", [2, 4], 1, 1, 0, 0, 0, 0, 1, 1), T("v", [2, 1], 1, 0))["y"];
        Assert.That(y[0], Is.EqualTo(Math.E / (Math.E + 1)).Within(1e-15));
    }

    /// <summary>Values of the C library's erfc; 2 is where the power series gives way to the continued fraction.</summary>
    [TestCase(0, 1)]
    [TestCase(0.5, 0.4795001221869535)]
    [TestCase(1, 0.15729920705028513)]
    [TestCase(1.9999, 0.004679802092970608)]
    [TestCase(2, 0.004677734981047266)]
    [TestCase(3, 2.209049699858544e-05)]
    [TestCase(5, 1.5374597944280349e-12)]
    [TestCase(10, 2.088487583762545e-45)]
    [TestCase(-1, 1.8427007929497148)]
    [TestCase(100, 0)]
    public void ErfcHasItsTabulatedValues(double x, double expected) =>
        Assert.That(Formulas.Erfc(x), Is.EqualTo(expected).Within(expected * 1e-13));

    [Test]
    public void UnknownNamesMissingInputsAndWrongShapesAreOneLine()
    {
        InputException error = TemporaryFolder.Refused(TensorCode.ReferenceUnknown, () => ReferenceCatalog.Find("sofmax"));
        Assert.That(error.Message, Does.Contain("did you mean 'softmax'?"));
        error = TemporaryFolder.Refused(TensorCode.ReferenceInputMissing, () => Compute("layernorm", T("x", [1], 1), T("gama", [1], 1)));
        Assert.That(error.Message, Does.Contain("'gamma'").And.Contain("did you mean 'gama'?"));
        error = TemporaryFolder.Refused(TensorCode.ReferenceInputShapeWrong, () => Compute("matmul", T("a", [1, 2], 1, 2), T("b", [1, 1], 1)));
        Assert.That(error.Message, Does.Contain("[1, 1]").And.Contain("[2, any]"));
        error = TemporaryFolder.Refused(TensorCode.ReferenceInputShapeWrong, () => Compute("pool_2_2", T("x", [2], 1, 2)));
        Assert.That(error.Message, Does.Contain("4 dimensions"));
    }

    [Test]
    public void EveryReferenceHasItsOwnNameAndIsFound()
    {
        Assert.That(ReferenceCatalog.All.Select(reference => reference.Name), Is.Unique);
        foreach (IReference reference in ReferenceCatalog.All)
            Assert.That(ReferenceCatalog.Find(reference.Name), Is.SameAs(reference));
    }

    private static IReadOnlyDictionary<string, double[]> Compute(string name, params Tensor[] inputs) =>
        ReferenceCatalog.Find(name).Compute(new ReferenceInputs(inputs));

    private static Tensor T(string name, int[] shape, params double[] values) => Tensor.FromDoubles(name, DataType.Float32, shape, values);
}
