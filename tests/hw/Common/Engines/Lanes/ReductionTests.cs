using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>Instructions that carry state from beat to beat.</summary>
public class ReductionTests
{
    private const DataType F32 = DataType.Float32;

    [Test]
    public void A_reduction_adds_in_ascending_order_with_one_rounding_each()
    {
        var (a, dst) = (Sbuf(F32, 0, 300), Sbuf(F32, 2048, 1));
        var bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)AluOperator.Add), b => b.Fill(a, Value));
        for (var p = 0; p < 128; p += 7)
        {
            var sum = Value(p, 0);
            for (var e = 1; e < 300; e++)
                sum += Value(p, e);
            Assert.That(bench.At(dst, p, 0), Is.EqualTo(sum));
        }

        static float Value(int p, int e) => 1f / (1 + p + (e * 37 % 101));
    }

    [Test]
    public void The_packed_bf16_reduction_sums_even_and_odd_elements_apart()
    {
        var (a, dst) = (Sbuf(DataType.BFloat16, 0, 4), Sbuf(DataType.BFloat16, 2048, 1));
        float[] values = [16777216, 1, -16777216, 1];
        var bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)AluOperator.Add), b => b.Fill(a, (_, e) => values[e]));

        // One after the other, the first 1 would be rounded away.
        Assert.That(bench.At(dst, 0, 0), Is.EqualTo(2f));
        bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)AluOperator.Add, 0, 1), b => b.Fill(a, (_, e) => values[e]));
        Assert.That(bench.At(dst, 127, 0), Is.EqualTo(-2f));
    }

    [Property(MaxTest = 25)]
    public void Trailing_dimensions_reduce_to_one_element_a_group(byte inner, byte middle, byte outer, byte code)
    {
        int x = 1 + (inner % 5), y = 1 + (middle % 4), z = 1 + (outer % 3), axes = code % 3;
        AluOperator[] operators = [AluOperator.Add, AluOperator.Max, AluOperator.Min];
        var op = operators[code / 3 % 3];
        var group = axes == 0 ? x : axes == 1 ? x * y : x * y * z;
        var a = LaneWords.Tensor(F32, 64, 96, (1, x), (x + 1, y), ((x + 1) * y, z));
        var dst = Sbuf(F32, 4096, x * y * z / group, 96);
        var bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)op, axes), b => b.Fill(a, (p, e) => Sample(3, p, e)));
        for (var o = 0; o < x * y * z / group; o++)
        {
            var values = Enumerable.Range(o * group, group).Select(e => Sample(3, 50, e)).ToArray();
            Assert.That(bench.At(dst, 50, o), Is.EqualTo(op == AluOperator.Add ? values.Sum() : op == AluOperator.Max ? values.Max() : values.Min()));
        }
    }

    [TestCase(AluOperator.Subtract, 0, new[] { 8f, 1, 2.5f }, 4.5f)]
    [TestCase(AluOperator.Subtract, 1, new[] { 8f, 1, 2.5f }, -4.5f)]
    [TestCase(AluOperator.Multiply, 0, new[] { 8f, 0.5f, 3 }, 12f)]
    [TestCase(AluOperator.Min, 0, new[] { 8f, 0.5f, 3 }, 0.5f)]
    [TestCase(AluOperator.LogicalAnd, 0, new[] { 5f }, 1f)]
    [TestCase(AluOperator.LogicalAnd, 0, new[] { 5f, float.NaN, -0.5f }, 1f)]
    [TestCase(AluOperator.LogicalAnd, 0, new[] { 5f, -0f, 3 }, 0f)]
    [TestCase(AluOperator.LogicalOr, 0, new[] { -0f }, 0f)]
    [TestCase(AluOperator.LogicalOr, 0, new[] { 0f, float.NaN }, 1f)]
    [TestCase(AluOperator.LogicalXor, 0, new[] { 5f, 4, 3 }, 1f)]
    [TestCase(AluOperator.LogicalXor, 1, new[] { 5f, 4, 3 }, -1f)]
    [TestCase(AluOperator.LogicalXor, 0, new[] { 5f, 4 }, 0f)]
    public void Every_legal_operator_reduces(AluOperator op, int negate, float[] values, float expected)
    {
        var (a, dst) = (Sbuf(F32, 0, values.Length), Sbuf(F32, 2048, 1));
        var bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)op, 0, negate), b => b.Fill(a, (_, e) => values[e]));
        Assert.That(bench.At(dst, 77, 0), Is.EqualTo(expected));
    }

    [TestCase(AluOperator.BitwiseAnd, DataType.UInt8, 0x30)]
    [TestCase(AluOperator.BitwiseOr, DataType.UInt8, 0xF7)]
    [TestCase(AluOperator.BitwiseXor, DataType.Int16, 0xF1)]
    [TestCase(AluOperator.BitwiseXor, DataType.Int32, 0xF1)]
    public void Bits_reduce_without_a_cast(AluOperator op, DataType type, int expected)
    {
        var (a, dst) = (Sbuf(type, 0, 3, 20, 64), Sbuf(type, 2048, 1, 20, 32));
        int[] values = [0xF2, 0x35, 0x36];
        var bench = LaneBench.Run(Engine.Vector, Word<TensorReduce>(dst, a).Codes((int)op), b => b.Fill(a, (_, e) => values[e]));
        Assert.That(bench.At(dst, 19, 0), Is.EqualTo(expected));
    }

    [Test]
    public void A_scan_gives_every_partial_result()
    {
        var (a, c, dst) = (Sbuf(F32, 0, 20), Sbuf(F32, 256, 20), Sbuf(F32, 512, 20));
        var word = Word<TensorTensorScan>(dst, a, c).Codes((int)AluOperator.Multiply, (int)AluOperator.Add).Scalars(Constant(1));
        var bench = LaneBench.Run(Engine.Vector, word, b =>
        {
            b.Fill(a, (_, _) => 0.5f);
            b.Fill(c, (p, e) => p + e);
        });
        var state = 1.0;
        for (var e = 0; e < 20; e++)
        {
            state = (0.5 * state) + 9 + e;
            Assert.That(bench.At(dst, 9, e), Is.EqualTo(state).Within(1e-5));
        }
    }

    [Test]
    public void Statistics_of_even_and_odd_elements_merge_to_mean_and_variance()
    {
        const int N = 317;
        var (a, stats, result) = (Sbuf(F32, 0, N), Sbuf(F32, 4096, 6), Sbuf(F32, 4200, 2));
        var bench = new LaneBench(null, null, (Engine.Vector, Word<BatchNormStats>(stats, a)), (Engine.Vector, Word<BatchNormAggregate>(result, stats)));
        bench.Fill(a, (p, e) => 1000 + Sample(5, p, e));
        bench.Run();
        for (var p = 0; p < 128; p += 9)
        {
            var values = Enumerable.Range(0, N).Select(e => 1000.0 + Sample(5, p, e)).ToArray();
            var mean = values.Average();
            Assert.That((bench.At(stats, p, 0), bench.At(stats, p, 3)), Is.EqualTo((159f, 158f)));
            Assert.That(bench.At(stats, p, 4), Is.EqualTo(values.Where((_, i) => i % 2 == 1).Average()).Within(1e-3));
            Assert.That(bench.At(result, p, 0), Is.EqualTo(mean).Within(1e-3));
            Assert.That(bench.At(result, p, 1), Is.EqualTo(values.Average(v => (v - mean) * (v - mean))).Within(1e-3));
        }
    }

    [Test]
    public void Transpose_turns_each_block_of_32_by_32()
    {
        var (a, dst) = (Sbuf(DataType.BFloat16, 0, 64, 64), Sbuf(DataType.BFloat16, 256, 64, 64, 64));
        var bench = LaneBench.Run(Engine.Vector, Word<Transpose>(dst, a), b => b.Fill(a, (p, e) => Sample(6, p, e)));
        for (var p = 0; p < 64; p++)
        {
            for (var e = 0; e < 64; e++)
            {
                var (i, j) = ((p / 32 * 32) + (e % 32), (e / 32 * 32) + (p % 32));
                Assert.That(bench.At(dst, p, e), Is.EqualTo(Sample(6, i, j)));
            }
        }
    }

    [Test]
    public void Max8_gives_the_eight_largest_in_descending_order()
    {
        var (a, dst) = (Sbuf(F32, 0, 50), Sbuf(F32, 1024, 8));
        var bench = LaneBench.Run(Engine.Vector, Word<Max8>(dst, a), b => b.Fill(a, (p, e) => Sample(7, p, e)));
        for (var p = 0; p < 128; p += 11)
        {
            var expected = Enumerable.Range(0, 50).Select(e => Sample(7, p, e)).OrderDescending().Take(8);
            Assert.That(Enumerable.Range(0, 8).Select(e => bench.At(dst, p, e)), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_NaN_that_arithmetic_makes_is_canonical_and_reported_once_and_one_that_it_passes_on_is_not()
    {
        var (a, dst) = (Sbuf(F32, 0, 3), Sbuf(F32, 64, 3));
        var word = Word<TensorTensor>(dst, a, a).Codes((int)AluOperator.Subtract);
        var made = LaneBench.Run(Engine.Vector, word, b => b.Fill(a, (p, _) => p == 3 ? float.PositiveInfinity : 1));
        Assert.That(BitConverter.ToUInt32(made.BytesAt(dst, 3, 0)), Is.EqualTo(0x7FC00000u));
        Assert.That(made.Nans, Is.EqualTo(new[] { (Engine.Vector, 0) }));
        var passed = LaneBench.Run(Engine.Vector, word, b => b.Fill(a, (p, _) => p == 3 ? float.NaN : 1));
        Assert.That(BitConverter.ToUInt32(passed.BytesAt(dst, 3, 0)), Is.EqualTo(0x7FC00000u));
        Assert.That(passed.Nans, Is.Empty);
    }
}
