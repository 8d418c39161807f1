using Hardware.Common.Numerics;
using Hardware.Testbench.References.Accuracy;

namespace Hardware.Testbench.Tests.References.Accuracy;

public sealed class ActivationAccuracyMeasureTests
{
    private static ActivationFunction[] All => Enum.GetValues<ActivationFunction>();

    /// <summary>Largest error before a cast: 6.5e-7, which the generator allows, is 10.9 units of 2^-24; the evaluation's roundings come on top.</summary>
    private const double SingleBound = 12.5;

    [Test]
    public void Results_are_within_one_unit_of_bf16_and_fp16_and_the_bound_of_fp32([ValueSource(nameof(All))] ActivationFunction function)
    {
        var accuracy = ActivationAccuracy.Measure(function, 100_000);
        Assert.Multiple(() =>
        {
            Assert.That(accuracy.BFloat16.Units, Is.LessThanOrEqualTo(1), $"bf16 at {accuracy.BFloat16.Argument:R}");
            Assert.That(accuracy.Float16.Units, Is.LessThanOrEqualTo(1), $"fp16 at {accuracy.Float16.Argument:R}");
            Assert.That(accuracy.Float32.Units, Is.LessThanOrEqualTo(SingleBound), $"fp32 at {accuracy.Float32.Argument:R}");
            Assert.That(accuracy.Arguments, Is.GreaterThan(100_000));
        });
    }
}
