using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class AluOperatorsTests
{
    private static IEnumerable<AluOperator> OfFloats => Enum.GetValues<AluOperator>().Where(o => !o.IsBitwise());

    [Test]
    public void OneOperandIsEnoughForFive() => Assert.That(
        Enum.GetValues<AluOperator>().Where(o => o.IsUnary()),
        Is.EquivalentTo([AluOperator.Bypass, AluOperator.LogicalNot, AluOperator.Abs, AluOperator.BitwiseNot, AluOperator.Rsqrt]));

    [Test]
    public void FourSeeOnlyZeroOrNot() => Assert.That(
        Enum.GetValues<AluOperator>().Where(o => o.IsLogical()),
        Is.EquivalentTo([AluOperator.LogicalAnd, AluOperator.LogicalOr, AluOperator.LogicalXor, AluOperator.LogicalNot]));

    [Test]
    public void WhereOneOperandIsEnoughNoSecondIsAskedFor([ValueSource(nameof(OfFloats))] AluOperator operation)
    {
        var result = new float[1];
        Assert.That(
            () => SimdOperations.Apply(operation, [2f], default, result), operation.IsUnary() ? Throws.Nothing : Throws.InstanceOf<ArgumentException>());
    }
}
