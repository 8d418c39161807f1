using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

public class TensorComparisonTests
{
    [Test]
    public void TheFirstBadElementIsDescribed()
    {
        Tensor got = Tensor.FromDoubles("y", DataType.BFloat16, [2, 3], [1, 2, 3, 4, 5.03125, 7]);
        TensorComparison result = TensorComparison.Compare(got, [1, 2, 3, 4, 5, 6], Tolerance.Exact);
        Assert.That(result.Passed, Is.False);
        Assert.That(result.BadCount, Is.EqualTo(2));
        Assert.That(result.FirstBad!.Indices, Is.EqualTo(new[] { 1, 1 }));
        Assert.That(result.FirstBad.Ulps, Is.EqualTo(1));
        Assert.That(result.MaximumError, Is.EqualTo(1));
        Assert.That(result.MaximumErrorIndices, Is.EqualTo(new[] { 1, 2 }));
        Assert.That(result.ToString(), Does.StartWith("y: 2 of 6 elements out of tolerance, first [1, 1]: got 5.03125, expected 5 (1 ULP)"));
    }

    [Test]
    public void EachToleranceCountsOnItsOwn()
    {
        Tensor got = Tensor.FromDoubles("y", DataType.Float32, [2], [0.5, 101]);
        Assert.That(TensorComparison.Compare(got, [0, 100], new Tolerance(Relative: 0.02)).BadCount, Is.EqualTo(1));
        Assert.That(TensorComparison.Compare(got, [0, 100], new Tolerance(Absolute: 0.6)).BadCount, Is.EqualTo(1));
        Assert.That(TensorComparison.Compare(got, [0, 100], new Tolerance(Relative: 0.02, Absolute: 0.6)).Passed, Is.True);
        Assert.That(TensorComparison.Compare(got, [0, 100], new Tolerance(RelativeToMaximum: 0.0101)).Passed, Is.True);
        Assert.That(TensorComparison.Compare(got, [0, 100], new Tolerance(RelativeToMaximum: 0.0099)).BadCount, Is.EqualTo(1));
    }

    [TestCase(double.NaN, double.NaN, true)]
    [TestCase(double.PositiveInfinity, double.PositiveInfinity, true)]
    [TestCase(double.PositiveInfinity, double.NegativeInfinity, false)]
    [TestCase(double.NaN, 1, false)]
    [TestCase(1, double.NaN, false)]
    [TestCase(1, double.PositiveInfinity, false)]
    [TestCase(0.0, -0.0, true)]
    public void SpecialValuesMustMeetTheirLike(double got, double expected, bool passes)
    {
        Tensor tensor = Tensor.FromDoubles("y", DataType.Float32, [1], [got]);
        TensorComparison result = TensorComparison.Compare(tensor, [expected], new Tolerance(Relative: 1, Absolute: 1000));
        Assert.That(result.Passed, Is.EqualTo(passes), result.ToString());
    }

    [Property]
    public bool ATensorEqualsItself(int seed)
    {
        Tensor tensor = new TensorGenerator((ulong)seed).AnyCode("t", DataType.Float16, [50]);
        TensorComparison result = TensorComparison.Compare(tensor, tensor, Tolerance.Exact);
        return result.Passed && result.MaximumError == 0 && result.FirstBad is null;
    }

    [Test]
    public void AnExpectationOfAnotherShapeIsRefused() =>
        TemporaryFolder.Refused(
            TensorCode.TensorShapeMismatch,
            () => TensorComparison.Compare(Tensor.Zeros("y", DataType.Float32, 4), Tensor.Zeros("y", DataType.Float32, 2, 2), Tolerance.Exact));
}
