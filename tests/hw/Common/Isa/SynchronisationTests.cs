using Hardware.Common.Isa;

namespace Hardware.Common.Tests.Isa;

internal sealed class SynchronisationTests
{
    [Property]
    public void EachComparisonHoldsAsItsSymbolSays(int left, int right)
    {
        foreach (var (a, b) in new[] { (left, right), (left, left), (int.MinValue, int.MaxValue) })
        {
            Assert.That(Comparison.Always.Holds(a, b));
            Assert.That(Comparison.Equal.Holds(a, b), Is.EqualTo(a == b));
            Assert.That(Comparison.NotEqual.Holds(a, b), Is.EqualTo(a != b));
            Assert.That(Comparison.Less.Holds(a, b), Is.EqualTo(a < b));
            Assert.That(Comparison.LessOrEqual.Holds(a, b), Is.EqualTo(a <= b));
            Assert.That(Comparison.Greater.Holds(a, b), Is.EqualTo(a > b));
            Assert.That(Comparison.GreaterOrEqual.Holds(a, b), Is.EqualTo(a >= b));
        }
    }

    [Test]
    public void SymbolsAreDistinct() => Assert.That(Enum.GetValues<Comparison>().Select(c => c.Symbol()), Is.Unique);
}
