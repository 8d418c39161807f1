using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>Which table load each function needs.</summary>
public class FunctionSetsTests
{
    [Test]
    public void Functions_with_a_table_are_in_a_named_set_and_the_others_in_none([ValueSource(nameof(All))] ActivationFunction function)
    {
        var set = FunctionSets.Of(function);
        Assert.That(set > 0, Is.EqualTo(function.HasTable()));
        Assert.That(FunctionSets.Name(set).Contains("_and_", StringComparison.Ordinal), Is.EqualTo(function.HasTable()));
    }

    /// <summary>The published names say what they hold.</summary>
    [TestCase(ActivationFunction.Exp, "natural_log_exp_and_others")]
    [TestCase(ActivationFunction.Log, "natural_log_exp_and_others")]
    [TestCase(ActivationFunction.Rsqrt, "reciprocal_sqrt_and_small")]
    [TestCase(ActivationFunction.Reciprocal, "reciprocal_and_small")]
    [TestCase(ActivationFunction.Gelu, "gelu_and_others")]
    [TestCase(ActivationFunction.GeluDx, "gelu_and_others")]
    [TestCase(ActivationFunction.Arctan, "sin_and_arctan")]
    public void A_function_is_in_the_set_of_its_kind(ActivationFunction function, string name) =>
        Assert.That(FunctionSets.Name(FunctionSets.Of(function)), Is.EqualTo(name));

    [Test]
    public void What_is_no_function_and_no_set_is_refused()
    {
        Assert.That(() => FunctionSets.Of((ActivationFunction)200), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => FunctionSets.Name(6), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => FunctionSets.Name(-1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static ActivationFunction[] All => Enum.GetValues<ActivationFunction>();
}
