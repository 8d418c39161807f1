using System.Runtime.InteropServices;
using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

public sealed class SimdOperationsTests
{
    private static readonly SimdWidth[] Widths = [SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest];

    private static AluOperator[] Operators => Enum.GetValues<AluOperator>();

    [Test]
    public void Vectors_equal_scalar([ValueSource(nameof(Operators))] AluOperator operation)
    {
        // Every special value against every other, and random ones; an odd length leaves a tail.
        var pairs = Samples.Special.SelectMany(a => Samples.Special.Select(b => (a, b))).ToList();
        pairs.AddRange(Samples.RandomWords(4001, 1).Zip(Samples.RandomWords(4001, 2)));
        pairs.AddRange(Samples.RandomWords(301, 3).Select((word, count) => (word, (uint)count % 40)));
        var a = pairs.Select(pair => pair.a).ToArray();
        var b = pairs.Select(pair => pair.b).ToArray();
        var result = new uint[a.Length];
        foreach (var width in Widths)
        {
            if (operation.IsBitwise())
                SimdOperations.Apply(operation, a, b, result, width);
            else
                SimdOperations.Apply(operation, Singles(a), Singles(b), Singles(result), width);
            for (var i = 0; i < a.Length; i++)
            {
                var expected = operation.IsBitwise()
                    ? SimdScalar.Apply(operation, a[i], b[i])
                    : BitConverter.SingleToUInt32Bits(
                        SimdScalar.Apply(operation, BitConverter.UInt32BitsToSingle(a[i]), BitConverter.UInt32BitsToSingle(b[i])));
                if (result[i] != expected)
                    Assert.Fail($"{operation} {width} {a[i]:X8} {b[i]:X8}: {result[i]:X8}, scalar {expected:X8}");
            }
        }
    }

    [TestCase("f32_add", AluOperator.Add)]
    [TestCase("f32_sub", AluOperator.Subtract)]
    [TestCase("f32_mul", AluOperator.Multiply)]
    [TestCase("f32_eq", AluOperator.IsEqual)]
    [TestCase("f32_le", AluOperator.IsLessOrEqual)]
    [TestCase("f32_lt", AluOperator.IsLessThan)]
    public void Binary_operators_agree_with_TestFloat(string file, AluOperator operation)
    {
        var cases = VectorFile.Read($"{file}.near_even.txt.gz").ToArray();
        var a = Array.ConvertAll(cases, words => words[0]);
        var b = Array.ConvertAll(cases, words => words[1]);
        var result = new uint[cases.Length];
        SimdOperations.Apply(operation, Singles(a), Singles(b), Singles(result));
        for (var i = 0; i < cases.Length; i++)
        {
            var expected = file.Length == 6 ? cases[i][2] * 0x3F800000 : Canonical(cases[i][2]);
            Assert.That(result[i], Is.EqualTo(expected), $"{operation} {a[i]:X8} {b[i]:X8}");
        }
    }

    [Test]
    public void Square_root_and_reciprocal_are_correctly_rounded_at_every_width()
    {
        var roots = VectorFile.Read("f32_sqrt.near_even.txt.gz").ToArray();
        var ones = VectorFile.Read("f32_div.near_even.txt.gz").ToArray();
        foreach (var width in Widths)
        {
            var source = Array.ConvertAll(roots, words => words[0]);
            var result = new uint[roots.Length];
            SimdOperations.SquareRoot(Singles(source), Singles(result), width);
            for (var i = 0; i < roots.Length; i++)
                Assert.That(result[i], Is.EqualTo(Canonical(roots[i][1])), $"sqrt {source[i]:X8}");

            source = Array.ConvertAll(ones, words => words[1]);
            SimdOperations.Reciprocal(Singles(source), Singles(result), width);
            for (var i = 0; i < source.Length; i++)
                Assert.That(result[i], Is.EqualTo(ExactArithmetic.Divide(0x3F800000, source[i])), $"1/{source[i]:X8}");
        }
    }

    [Test]
    public void Minimum_and_maximum_order_zeros_and_propagate_nan()
    {
        var result = new float[4];
        SimdOperations.Apply(AluOperator.Max, [-0f, 0f, float.NaN, 1], [0f, -0f, 1, float.NaN], result);
        Assert.That(result.Select(BitConverter.SingleToUInt32Bits), Is.EqualTo(new uint[] { 0, 0, 0x7FC00000, 0x7FC00000 }));
        SimdOperations.Apply(AluOperator.Min, [-0f, 0f, float.NaN, 1], [0f, -0f, 1, float.NaN], result);
        Assert.That(
            result.Select(BitConverter.SingleToUInt32Bits), Is.EqualTo(new uint[] { 0x80000000, 0x80000000, 0x7FC00000, 0x7FC00000 }));
    }

    [Test]
    public void Names_read_back_and_classes_hold()
    {
        foreach (var operation in Operators)
        {
            Assert.That(AluOperators.TryParse(operation.AssemblyName(), out var parsed), Is.True);
            Assert.That(parsed, Is.EqualTo(operation));
        }

        Assert.That(AluOperators.TryParse("divide", out _), Is.False);
        Assert.That(Operators.Count(AluOperators.IsLegalReduction), Is.EqualTo(11));
        Assert.That(AluOperator.LogicalShiftRight.AssemblyName(), Is.EqualTo("logical_shift_right"));
        Assert.That(AluOperator.IsGreaterOrEqual.AssemblyName(), Is.EqualTo("is_ge"));
    }

    [Test]
    public void Operators_refuse_the_wrong_kind_of_lane_and_unequal_lengths()
    {
        Assert.That(() => SimdOperations.Apply(AluOperator.BitwiseAnd, new float[1], new float[1], new float[1]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.Add, new uint[1], new uint[1], new uint[1]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.Add, new float[2], new float[1], new float[2]), Throws.ArgumentException);
        Assert.That(() => SimdOperations.Apply(AluOperator.Abs, new float[2], [], new float[2]), Throws.Nothing);
    }

    private static Span<float> Singles(uint[] words) => MemoryMarshal.Cast<uint, float>(words.AsSpan());

    private static uint Canonical(uint bits) => (bits & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : bits;
}
