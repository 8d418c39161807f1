using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>Buffers of exactly the extents that are asked for do; one element less is refused.</summary>
public sealed class ExtentTests
{
    private const int Rows = 5;
    private const int Columns = 20;
    private const int Stride = 23;
    private const int Count = 3;
    private const int Weights = ((Rows - 1) * Stride) + Columns;

    [Test]
    public void Column_sums_take_what_they_need()
    {
        Assert.That(() => Sum(), Throws.Nothing);
        Assert.That(() => Sum(weights: Weights - 1), Throws.ArgumentException);
        Assert.That(() => Sum(wavefronts: (Count * Rows) - 1), Throws.ArgumentException);
        Assert.That(() => Sum(groups: 5, groupRows: 1), Throws.Nothing);
        Assert.That(() => Sum(groups: 4, groupRows: 1), Throws.ArgumentException);
        Assert.That(() => Sum(groups: ColumnSum.MaximumGroups), Throws.Nothing);
        Assert.That(() => Sum(groups: ColumnSum.MaximumGroups + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(groups: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(rows: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(columns: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(stride: Columns - 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(stride: Columns), Throws.Nothing);
        Assert.That(ColumnSum.MaximumGroups, Is.EqualTo(128), "a group for each row of the array");

        static void Sum(
            int weights = Weights, int wavefronts = Count * Rows, int rows = Rows, int columns = Columns, int stride = Stride, int groups = 4, int groupRows = 0) =>
            ColumnSum.Accumulate(new float[weights], stride, new float[wavefronts], new float[Count * Columns], rows, columns, groups, groupRows);
    }

    [Test]
    public void Integer_column_sums_take_what_they_need()
    {
        Assert.That(() => Sum(), Throws.Nothing);
        Assert.That(() => Sum(weights: Weights - 1), Throws.ArgumentException);
        Assert.That(() => Sum(wavefronts: (Count * Rows) - 1), Throws.ArgumentException);
        Assert.That(() => Sum(rows: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(columns: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(stride: Columns - 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => Sum(stride: Columns), Throws.Nothing);

        static void Sum(
            int weights = Weights, int wavefronts = Count * Rows, int rows = Rows, int columns = Columns, int stride = Stride) =>
            IntegerColumnSum.Accumulate(new sbyte[weights], stride, new sbyte[wavefronts], new int[Count * Columns], rows, columns);
    }

    [Test]
    public void The_longest_integer_column_cannot_wrap_and_a_longer_one_is_refused()
    {
        const int Longest = IntegerColumnSum.MaximumRows;
        var operands = new sbyte[Longest + 1];
        operands.AsSpan().Fill(-128);
        var sums = new int[1];
        IntegerColumnSum.Accumulate(operands, 1, operands, sums, Longest, 1);
        Assert.That(sums[0], Is.EqualTo(Longest * 16384L));
        Assert.That((Longest + 1) * 16384L, Is.GreaterThan(int.MaxValue));
        Assert.That(
            () => IntegerColumnSum.Accumulate(operands, 1, operands, sums, Longest + 1, 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Splits_take_what_they_need()
    {
        Assert.That(() => SingleSplit.Split(new float[3], new float[3], new float[3], new float[3]), Throws.Nothing);
        Assert.That(() => SingleSplit.Split(new float[3], new float[2], new float[3], new float[3]), Throws.ArgumentException);
        Assert.That(() => SingleSplit.Split(new float[3], new float[3], new float[2], new float[3]), Throws.ArgumentException);
        Assert.That(() => SingleSplit.Split(new float[3], new float[3], new float[3], new float[2]), Throws.ArgumentException);
    }

    [Test]
    public void Lane_operators_take_equal_lengths()
    {
        Assert.That(() => SimdOperations.Apply(AluOperator.BitwiseNot, new uint[3], [], new uint[3]), Throws.Nothing);
        Assert.That(() => SimdOperations.Apply(AluOperator.BitwiseAnd, new uint[3], new uint[2], new uint[3]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.BitwiseAnd, new uint[3], new uint[3], new uint[2]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.BitwiseAnd, new uint[3], [], new uint[3]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.Add, new float[3], new float[4], new float[3]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Divide(new float[3], new float[2], new float[3]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Divide(new float[3], new float[3], new float[4]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Reciprocal(new float[3], new float[2]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.SquareRoot(new float[3], new float[4]), Throws.ArgumentException);
    }

    [Test]
    public void Casts_take_what_they_need()
    {
        var format = FloatFormat.Float16;
        Assert.That(() => Cast.ToSingle(format, new byte[6], new float[3]), Throws.Nothing);
        Assert.That(() => Cast.ToSingle(format, new byte[5], new float[3]), Throws.ArgumentException);
        Assert.That(() => Cast.FromSingle(format, new float[3], new byte[6]), Throws.Nothing);
        Assert.That(() => Cast.FromSingle(format, new float[3], new byte[5]), Throws.ArgumentException);
        Assert.That(() => Cast.FromSingle(format, new float[3], new byte[6], Rounding.Stochastic, new uint[3]), Throws.Nothing);
        Assert.That(() => Cast.FromSingle(format, new float[3], new byte[6], Rounding.Stochastic, new uint[2]), Throws.ArgumentException);
        Assert.That(() => Cast.ToSingle(FloatFormat.Float8E4, new byte[3], new float[3]), Throws.Nothing);
        Assert.That(() => Cast.ToSingle(FloatFormat.TensorFloat32, new byte[12], new float[3]), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [TestCase(4, 3, 1)]
    [TestCase(4, 4, 2)]
    [TestCase(5, 10, 2)]
    public void A_float_layout_takes_one_byte_up_to_8_bits_and_two_above(int exponentBits, int mantissaBits, int bytes)
    {
        var format = new FloatFormat(exponentBits, mantissaBits, 7, hasInfinity: true);
        float[] values = [1, -2.5f, .. Enumerable.Repeat(0.75f, 31)];
        foreach (var width in (SimdWidth[])[SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512])
        {
            var (packed, back) = (new byte[values.Length * bytes], new float[values.Length]);
            Cast.FromSingle(format, values, packed, width: width);
            Cast.ToSingle(format, packed, back, width);
            Assert.That(back, Is.EqualTo(values), $"{format} {width}");
        }
    }

    [Test]
    public void Activation_tables_take_what_they_need()
    {
        var table = ActivationTables.Table(ActivationFunction.Exp);
        Assert.That(() => table.Evaluate(new float[3], new float[3]), Throws.Nothing);
        Assert.That(() => table.Evaluate(new float[3], new float[2]), Throws.ArgumentException);
        Assert.That(() => ActivationTables.For(ActivationFunction.Square).Evaluate(new float[3], new float[4]), Throws.Nothing);
        Assert.That(() => ActivationTables.For(ActivationFunction.Square).Evaluate(new float[3], new float[2]), Throws.InstanceOf<ArgumentException>());
    }

    [TestCase(0, 3, 0)]
    [TestCase(9, 3, 127)]
    [TestCase(4, 0, 7)]
    [TestCase(4, 24, 7)]
    [TestCase(4, 3, 148)]
    [TestCase(4, 3, -114)]
    public void A_float_layout_outside_of_fp32_is_refused(int exponentBits, int mantissaBits, int bias) =>
        Assert.That(() => new FloatFormat(exponentBits, mantissaBits, bias, hasInfinity: true), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [TestCase(1, 1, 0, true)]
    [TestCase(8, 23, 127, true)]
    [TestCase(4, 3, 147, true)]
    [TestCase(4, 3, -113, true)]
    [TestCase(4, 3, -112, false)]
    public void The_outermost_float_layouts_are_taken(int exponentBits, int mantissaBits, int bias, bool hasInfinity)
    {
        var format = new FloatFormat(exponentBits, mantissaBits, bias, hasInfinity);
        Assert.That(
            (format.ExponentBits, format.MantissaBits, format.Bias, format.HasInfinity), Is.EqualTo((exponentBits, mantissaBits, bias, hasInfinity)));
        Assert.That(format.TotalBits, Is.EqualTo(1 + exponentBits + mantissaBits));
        Assert.That(format.SmallestNormalExponent, Is.EqualTo(1 - bias));
    }
}
