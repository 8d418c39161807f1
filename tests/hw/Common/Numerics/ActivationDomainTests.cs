using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The domains that AWS publishes (NKI, supported activation functions).</summary>
public sealed class ActivationDomainTests
{
    [TestCase(ActivationFunction.Sqrt, 1.2037062e-35f, 3.32306999e35f, false)]
    [TestCase(ActivationFunction.Rsqrt, 6.4623485e-27f, 1.5845633e29f, false)]
    [TestCase(ActivationFunction.Reciprocal, 2.2737368e-13f, 4.3980465e12f, true)]
    [TestCase(ActivationFunction.Log, 5.421011e-20f, 1.8446744e19f, false)]
    [TestCase(ActivationFunction.Sin, 0f, 3.1415925f, true)]
    [TestCase(ActivationFunction.Arctan, 0f, 1.5707962f, true)]
    [TestCase(ActivationFunction.Exp, 0f, float.MaxValue, true)]
    public void ADomainIsThePublishedOne(ActivationFunction function, float least, float most, bool negative)
    {
        var domain = ActivationDomain.Of(function);
        Assert.That((domain.Contains(least), domain.Contains(most)), Is.EqualTo((true, true)));
        Assert.That((domain.Contains(-least), domain.Contains(-most)), Is.EqualTo((negative || least == 0, negative)));
        Assert.That(least > 0 && domain.Contains(MathF.BitDecrement(least)), Is.False);
        Assert.That(most < float.MaxValue && domain.Contains(MathF.BitIncrement(most)), Is.False);
        Assert.That(domain.Contains(0.5f), Is.EqualTo(least <= 0.5f));
    }
}
