using Hardware.Common.Numerics;
using Hardware.Testbench.References.Accuracy;

namespace Hardware.Testbench.Tests.References.Accuracy;

public sealed class ErrorUnitsTests
{
    [TestCase(DataType.BFloat16, 1.0078125f, 1, 1)]
    [TestCase(DataType.BFloat16, 1f, 1.00390625, 0.5)]
    [TestCase(DataType.BFloat16, -2f, -1.9921875, 1)]
    [TestCase(DataType.Float16, 1f, 1.0009765625, 1)]
    [TestCase(DataType.Float16, 0f, 5.9604644775390625e-8, 1)]
    [TestCase(DataType.Float16, float.PositiveInfinity, 65504, 1)]
    [TestCase(DataType.Float16, float.PositiveInfinity, 1e9, 0)]
    [TestCase(DataType.Float16, 65504f, 1e9, 1)]
    [TestCase(DataType.Float16, float.NegativeInfinity, 65504, 4095)]
    [TestCase(DataType.Float32, 1.0000001192092896f, 1, 1)]
    [TestCase(DataType.Float32, 1e-45f, 0, 1)]
    [TestCase(DataType.Float32, float.PositiveInfinity, 1e300, 0)]
    [TestCase(DataType.Float32, 0f, 0, 0)]
    public void Errors_are_counted_in_units_in_the_last_place_of_the_exact_value(DataType type, float result, double exact, double units) =>
        Assert.That(new ErrorUnits(type).Of(result, exact), Is.EqualTo(units));

    [Test]
    public void Not_a_number_is_infinitely_wrong() =>
        Assert.That(new ErrorUnits(DataType.BFloat16).Of(float.NaN, 1), Is.EqualTo(double.PositiveInfinity));
}
