using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benches;
using static Hardware.Common.Tests.Engines.Lanes.LaneWords;

namespace Hardware.Common.Tests.Engines.Lanes;

/// <summary>Elementwise instructions against plain expectations in double precision, over types, shapes and memories.</summary>
public class ElementwiseTests
{
    private static readonly DataType[] s_floats =
        [DataType.Float32, DataType.BFloat16, DataType.Float16, DataType.Float8E5, DataType.Float8E4, DataType.Int8, DataType.Int32];

    [Property(MaxTest = 40)]
    public void TensorTensor_adds_and_multiplies_over_types_shapes_and_partitions(byte types, byte size, byte partitions, bool psum, bool multiply)
    {
        int elements = 1 + (size % 40), count = 1 + (partitions % 128);
        var left = s_floats[types % s_floats.Length];
        var right = s_floats[(types / 7) % s_floats.Length];
        var a = psum ? Psum(left, 0, elements, count) : Sbuf(left, 1024, elements, count);
        var b = LaneWords.Tensor(right, 4096, count, (3, elements));
        var dst = Sbuf(DataType.Float32, 8192, elements, count);
        var word = Word<TensorTensor>(dst, a, b).Codes((int)(multiply ? AluOperator.Multiply : AluOperator.Add));
        var bench = LaneBench.Run(Engine.Vector, word, Fill);
        for (var p = 0; p < count; p++)
        {
            for (var e = 0; e < elements; e++)
            {
                double x = bench.At(a, p, e), y = bench.At(b, p, e);
                Assert.That(bench.At(dst, p, e), Is.EqualTo((float)(multiply ? x * y : x + y)));
            }
        }

        void Fill(LaneBench lanes)
        {
            lanes.Fill(a, (p, e) => Sample(1, p, e));
            lanes.Fill(b, (p, e) => Sample(2, p, e));
        }
    }

    [TestCase(false, false)]
    [TestCase(true, false)]
    [TestCase(true, true)]
    public void TensorScalar_applies_two_operators_with_constants_or_vectors_from_either_side(bool vector, bool reverse)
    {
        var (a, dst, scale) = (Sbuf(DataType.BFloat16, 0, 33), Sbuf(DataType.Float32, 1024, 33), Sbuf(DataType.Float16, 2048, 1));
        var word = Word<TensorScalar>(dst, a)
            .Codes((int)AluOperator.Subtract, (int)AluOperator.Multiply, reverse ? 1 : 0)
            .Scalars(vector ? Vector(scale) : Constant(1.5f), Constant(-3));
        var bench = LaneBench.Run(Engine.Vector, word, b =>
        {
            b.Fill(a, (p, e) => Sample(1, p, e));
            b.Fill(scale, (p, _) => Sample(9, p, 0));
        });
        for (var p = 0; p < 128; p += 5)
        {
            for (var e = 0; e < 33; e++)
            {
                var s = vector ? bench.At(scale, p, 0) : 1.5f;
                var x = bench.At(a, p, e);
                Assert.That(bench.At(dst, p, e), Is.EqualTo((reverse ? s - x : x - s) * -3));
            }
        }
    }

    /// <summary>The values of NumPy on <c>uint8</c>: nothing beyond the element reaches the second operator.</summary>
    [TestCase(AluOperator.LogicalShiftLeft, 4, AluOperator.LogicalShiftRight, 4, 0xA7, 0x07)]
    [TestCase(AluOperator.LogicalShiftLeft, 9, AluOperator.LogicalShiftRight, 9, 0xA7, 0x00)]
    [TestCase(AluOperator.BitwiseNot, 0, AluOperator.LogicalShiftRight, 4, 0x18, 0x0E)]
    [TestCase(AluOperator.LogicalShiftRight, 7, AluOperator.BitwiseOr, -2, 0xA7, 0xFF)]
    public void Two_bitwise_operators_in_a_row_see_the_element_alone(AluOperator first, float scalar0, AluOperator second, float scalar1, int value, int expected)
    {
        var (dst, a) = (Sbuf(DataType.UInt8, 0, 3, 5), Sbuf(DataType.UInt8, 64, 3, 5));
        var word = Word<TensorScalar>(dst, a).Codes((int)first, (int)second).Scalars(Constant(scalar0), Constant(scalar1));
        var bench = LaneBench.Run(Engine.Vector, word, b => b.Fill(a, (_, _) => value));
        Assert.That(bench.At(dst, 4, 2), Is.EqualTo(expected));
    }

    [Test]
    public void Bitwise_operators_keep_integer_bits_that_FP32_would_lose()
    {
        var (a, b, dst) = (Sbuf(DataType.UInt32, 0, 4), Sbuf(DataType.UInt32, 64, 4), Sbuf(DataType.UInt32, 128, 4));
        var bench = new LaneBench(null, null, (Engine.Vector, Word<TensorTensor>(dst, a, b).Codes((int)AluOperator.BitwiseXor)));
        for (var p = 0; p < 128; p++)
        {
            for (var e = 0; e < 4; e++)
            {
                bench.Sbuf.Write(p, e * 4, BitConverter.GetBytes(0x89ABCDEFu + (uint)p));
                bench.Sbuf.Write(p, 64 + (e * 4), BitConverter.GetBytes(0x12345678u * (uint)(e + 1)));
            }
        }

        bench.Run();
        Assert.That(BitConverter.ToUInt32(bench.BytesAt(dst, 77, 2)), Is.EqualTo((0x89ABCDEFu + 77) ^ unchecked(0x12345678u * 3)));
    }

    [Test]
    public void Integer_products_are_exact_on_GpSimdE_and_rounded_on_VectorE()
    {
        var (a, b, dst) = (Sbuf(DataType.Int32, 0, 1), Sbuf(DataType.Int32, 64, 1), Sbuf(DataType.Int32, 128, 1));
        int Product(Engine engine)
        {
            var bench = new LaneBench(null, null, (engine, Word<TensorTensor>(dst, a, b).Codes((int)AluOperator.Multiply)));
            for (var p = 0; p < 128; p++)
            {
                bench.Sbuf.Write(p, 0, BitConverter.GetBytes(-12345679));
                bench.Sbuf.Write(p, 64, BitConverter.GetBytes(9));
            }

            bench.Run();
            return BitConverter.ToInt32(bench.BytesAt(dst, 100, 0));
        }

        Assert.That(Product(Engine.GpSimd), Is.EqualTo(-111111111));
        Assert.That(Product(Engine.Vector), Is.EqualTo((int)(-12345679f * 9f)).And.Not.EqualTo(-111111111));
    }

    [Test]
    public void ScalarTensorTensor_combines_a_scalar_and_a_tensor()
    {
        var (a, b, dst) = (Sbuf(DataType.Float32, 0, 10), Psum(DataType.Float32, 64, 10), Sbuf(DataType.BFloat16, 512, 10));
        var word = Word<ScalarTensorTensor>(dst, a, b).Codes((int)AluOperator.Multiply, (int)AluOperator.Max).Scalars(Constant(2));
        var bench = LaneBench.Run(Engine.Vector, word, l =>
        {
            l.Fill(a, (p, e) => Sample(1, p, e));
            l.Fill(b, (p, e) => Sample(2, p, e));
        });
        for (var e = 0; e < 10; e++)
            Assert.That(bench.At(dst, 3, e), Is.EqualTo(Math.Max(bench.At(a, 3, e) * 2, bench.At(b, 3, e))));
    }

    [TestCase(32, 96, 0)]
    [TestCase(20, 32, 64)]
    [TestCase(64, 64, 0)]
    public void A_copy_moves_quadrants_and_halves_bit_for_bit(int partitions, int from, int to)
    {
        var (a, dst) = (Sbuf(DataType.Float32, 0, 3, partitions, from), Sbuf(DataType.Float32, 64, 3, partitions, to));
        var bench = new LaneBench(null, null, (Engine.Vector, Word<TensorCopy>(dst, a)));
        for (var p = 0; p < partitions; p++)
        {
            for (var e = 0; e < 3; e++)
                bench.Sbuf.Write(from + p, e * 4, BitConverter.GetBytes(0xFF800001u + (uint)((p * 3) + e))); // signalling NaNs
        }

        bench.Run();
        for (var p = 0; p < partitions; p++)
            Assert.That(BitConverter.ToUInt32(bench.BytesAt(dst, p, 2)), Is.EqualTo(0xFF800001u + (uint)((p * 3) + 2)));
        Assert.That(bench.Nans, Is.Empty);
    }

    [Test]
    public void A_copy_between_types_casts_through_FP32_and_patterns_reorder()
    {
        var a = LaneWords.Tensor(DataType.Float32, 4, 128, (2, 3), (-1, 2));
        var dst = LaneWords.Tensor(DataType.Int8, 256, 128, (2, 2), (1, 3));
        var bench = LaneBench.Run(Engine.GpSimd, Word<TensorCopy>(dst, a), b => b.Fill(a, (p, e) => (p * 2.5f) - e));
        for (var e = 0; e < 6; e++)
            Assert.That(bench.At(dst, 60, e), Is.EqualTo(Math.Min(127, Math.Round(150.0 - e, MidpointRounding.ToEven))));
    }

    [TestCase(DataType.BFloat16, 0f)]
    [TestCase(DataType.Float16, -1.5f)]
    [TestCase(DataType.UInt8, 300f)]
    public void Memset_fills_what_the_pattern_covers_and_nothing_else(DataType type, float value)
    {
        var dst = LaneWords.Tensor(type, 64, 128, (2, 7));
        var bench = LaneBench.Run(Engine.Vector, Word<Memset>(dst).Scalars(Constant(value)), b => b.Fill(Sbuf(type, 64, 14), (_, _) => 1));
        Assert.That(bench.At(dst, 9, 6), Is.EqualTo(type == DataType.UInt8 ? 255f : value));
        Assert.That(bench.At(Sbuf(type, 64, 14), 9, 13), Is.EqualTo(1f));
    }

    [Test]
    public void Reciprocal_is_correctly_rounded()
    {
        var (a, dst) = (Sbuf(DataType.Float32, 0, 5), Sbuf(DataType.Float32, 64, 5));
        var bench = LaneBench.Run(Engine.Vector, Word<Reciprocal>(dst, a), b => b.Fill(a, (p, e) => (p * 0.37f) - e - 0.1f));
        for (var e = 0; e < 5; e++)
            Assert.That(bench.At(dst, 31, e), Is.EqualTo((float)(1.0 / bench.At(a, 31, e))));
    }

    [Test]
    public void CopyPredicated_keeps_the_elements_whose_predicate_is_zero()
    {
        var (a, dst, where) = (Sbuf(DataType.BFloat16, 0, 6), Sbuf(DataType.BFloat16, 64, 6), Sbuf(DataType.UInt16, 128, 6));
        var bench = LaneBench.Run(Engine.Vector, Word<CopyPredicated>(dst, a, where), b =>
        {
            b.Fill(a, (p, e) => p);
            b.Fill(dst, (_, _) => -1);
            b.Fill(where, (p, e) => (p + e) % 2);
        });
        for (var p = 0; p < 128; p++)
        {
            for (var e = 0; e < 6; e++)
                Assert.That(bench.At(dst, p, e), Is.EqualTo((p + e) % 2 == 0 ? -1f : p));
        }
    }

    [Test]
    public void Iota_counts_over_partitions_and_pattern_in_exact_integers()
    {
        var dst = LaneWords.Tensor(DataType.Int32, 0, 128, (1, 4), (4, 3));
        var word = Word<Iota>(dst, LaneWords.Tensor(DataType.Int32, 0, 1, (1, 4), (100, 3))).Integers(20_000_001, 1000);
        var bench = LaneBench.Run(Engine.GpSimd, word, _ => { });
        Assert.That(BitConverter.ToInt32(bench.BytesAt(dst, 17, 7)), Is.EqualTo(20_000_001 + 17_000 + 100 + 3));
    }

    [Test]
    public void AffineSelect_makes_a_causal_mask()
    {
        var (a, dst) = (Sbuf(DataType.Float32, 0, 128), Sbuf(DataType.Float32, 1024, 128));
        var word = Word<AffineSelect>(dst, a, LaneWords.Tensor(DataType.Int32, 0, 1, (-1, 128))).Integers(0, 1)
            .Codes((int)AffineComparison.GreaterOrEqual).Scalars(Constant(-1e30f));
        var bench = LaneBench.Run(Engine.GpSimd, word, b => b.Fill(a, (p, e) => Sample(4, p, e)));
        for (var q = 0; q < 128; q += 3)
        {
            for (var k = 0; k < 128; k++)
                Assert.That(bench.At(dst, q, k), Is.EqualTo(k <= q ? bench.At(a, q, k) : -1e30f));
        }
    }
}
