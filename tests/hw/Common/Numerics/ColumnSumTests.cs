using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class ColumnSumTests
{
    private static readonly int[] GroupCounts = [1, 2, 3, 4, 5, 8, 13, 16, 31, 32, 64, 100, 127, 128];

    private static readonly SimdWidth[] Widths = [SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest];

    [TestCase(4, 4, 1, 4)]
    [TestCase(8, 8, 3, 4)]
    [TestCase(16, 24, 5, 4)]
    [TestCase(32, 70, 9, 4)]
    [TestCase(128, 128, 6, 4)]
    [TestCase(128, 131, 4, 1)]
    [TestCase(100, 64, 7, 4)]
    [TestCase(30, 33, 5, 3)]
    [TestCase(35, 128, 2, 7)]
    public void Every_width_equals_the_integer_reference(int rows, int columns, int count, int groups)
    {
        var groupRows = (rows + groups - 1) / groups;
        Hold(Moderate(rows * columns, 1), Moderate(count * rows, 2), rows, columns, columns, count, groups, groupRows);
        Hold(Tiny(rows * columns, 3), Tiny(count * rows, 4), rows, columns, columns, count, groups, groupRows);
        Hold(
            Samples.RandomSingles(rows * columns, 5), Samples.RandomSingles(count * rows, 6), rows, columns, columns, count, groups, groupRows);
    }

    [TestCaseSource(nameof(GroupCounts))]
    public void Any_number_of_row_groups_equals_the_integer_reference(int groups)
    {
        const int Rows = 128, Columns = 67, Count = 5;
        var groupRows = (Rows + groups - 1) / groups;
        Hold(Moderate(Rows * Columns, groups), Moderate(Count * Rows, -groups), Rows, Columns, Columns, Count, groups, groupRows);
        Hold(Tiny(Rows * Columns, groups), Tiny(Count * Rows, -groups), Rows, Columns, Columns, Count, groups, groupRows);
    }

    [Test]
    public void Flushing_keeps_signs_and_normal_numbers_and_shows_in_sums()
    {
        uint[] bits = [0x00000001, 0x807FFFFF, 0x00800000, 0x80800000, 0x80000000, 0x7FC00000, 0xFF800000];
        uint[] flushed = [0x00000000, 0x80000000, 0x00800000, 0x80800000, 0x80000000, 0x7FC00000, 0xFF800000];
        var values = MemoryMarshal.Cast<uint, float>(bits.AsSpan());
        FlushToZero.Apply(values);
        Assert.That(bits, Is.EqualTo(flushed));

        // 2^-100 x 2^-27 vanishes where it is the sum, but not where the one addition that rounds it in reaches 2^-126.
        var tiny = new float[1];
        ColumnSum.Accumulate([MathF.ScaleB(1, -27)], 1, [MathF.ScaleB(1, -100)], tiny, 1, 1, flushToZero: true);
        Assert.That(tiny[0], Is.Zero);
        ColumnSum.Accumulate([MathF.ScaleB(1, -26), MathF.ScaleB(1, -27)], 1, [MathF.ScaleB(1, -100), MathF.ScaleB(1, -100)], tiny, 2, 1, rowGroups: 1, flushToZero: true);
        Assert.That(tiny[0], Is.EqualTo(MathF.ScaleB(1.5f, -126)));
    }

    [Test]
    public void Rows_that_take_no_part_leave_the_physical_groups_in_place()
    {
        const int Rows = 40, Columns = 64, Count = 5;
        Hold(Moderate(Rows * 80, 7), Moderate(Count * Rows, 8), Rows, Columns, 80, Count, 4, 32);
    }

    [Test]
    public void Order_is_visible_in_the_result()
    {
        // 2^24 + 1 loses the one; four groups keep what a single chain would lose.
        float[] weights = [16777216, 1, 1, 1];
        float[] wavefront = [1, 1, 1, 1];
        var result = new float[1];
        ColumnSum.Accumulate(weights, 1, wavefront, result, 4, 1, rowGroups: 1);
        Assert.That(result[0], Is.EqualTo(16777216));
        ColumnSum.Accumulate(weights, 1, wavefront, result, 4, 1, rowGroups: 4);
        Assert.That(result[0], Is.EqualTo(16777218));
    }

    [Test]
    public void Bad_extents_are_refused()
    {
        Assert.That(() => ColumnSum.Accumulate(new float[15], 4, new float[4], new float[4], 4, 4), Throws.ArgumentException);
        Assert.That(() => ColumnSum.Accumulate(new float[16], 4, new float[3], new float[4], 4, 4), Throws.ArgumentException);
        Assert.That(() => ColumnSum.Accumulate(new float[16], 4, new float[4], new float[4], 4, 4, 2, 1), Throws.ArgumentException);
        Assert.That(
            () => ColumnSum.Accumulate(new float[16], 3, new float[4], new float[4], 4, 4), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Integer_sums_are_exact_at_every_width()
    {
        const int Rows = 128, Columns = 75, Count = 3;
        var weights = Bytes(Rows * Columns, 9);
        var wavefronts = Bytes(Count * Rows, 10);
        weights.AsSpan(0, Columns).Fill(-128);
        wavefronts.AsSpan(0, Rows).Fill(-128);
        foreach (var width in Widths)
        {
            var results = new int[Count * Columns];
            IntegerColumnSum.Accumulate(weights, Columns, wavefronts, results, Rows, Columns, width);
            for (var i = 0; i < results.Length; i++)
            {
                var expected = 0L;
                for (var row = 0; row < Rows; row++)
                    expected += (long)weights[(row * Columns) + (i % Columns)] * wavefronts[(i / Columns * Rows) + row];
                Assert.That(results[i], Is.EqualTo(expected));
            }
        }
    }

    [Property]
    public bool Wrapping_is_reported_exactly_when_it_happens(int sum, int accumulator)
    {
        var (scaledSum, scaledAccumulator) = (unchecked(sum * 40503717), unchecked(accumulator * 92821343));
        int[] values = [scaledAccumulator];
        var wrapped = IntegerColumnSum.AddWrapping([scaledSum], values);
        var exact = (long)scaledSum + scaledAccumulator;
        return wrapped == (exact != values[0]) && values[0] == unchecked((int)exact);
    }

    [Test]
    public void Split_halves_are_exact_and_narrow_and_equal_at_every_width()
    {
        var source = Samples.RandomSingles(50_001, 11);
        foreach (var width in Widths)
        {
            var (high, cross, low) = (new float[source.Length], new float[source.Length], new float[source.Length]);
            SingleSplit.Split(source, high, cross, low, width);
            for (var i = 0; i < source.Length; i++)
            {
                var x = source[i];
                if (float.IsFinite(x))
                {
                    Assert.That((double)high[i] + low[i], Is.EqualTo((double)x));
                    Assert.That(cross[i], Is.EqualTo(high[i]));
                    Assert.That(BitConverter.SingleToUInt32Bits(high[i]) & 0xFFF, Is.Zero);
                    Assert.That(SignificantBits(low[i]), Is.LessThanOrEqualTo(12));
                }
                else
                {
                    Assert.That(high[i], Is.EqualTo(x).Or.NaN);
                    Assert.That(float.IsNaN(high[i]), Is.EqualTo(float.IsNaN(x)));
                    Assert.That(BitConverter.SingleToUInt32Bits(cross[i]), Is.Zero);
                    Assert.That(BitConverter.SingleToUInt32Bits(low[i]), Is.Zero);
                }
            }
        }
    }

    private static int SignificantBits(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value) & 0x7FFFFFFF;
        var significand = bits < 0x800000 ? bits : (bits & 0x7FFFFF) | 0x800000;
        return significand == 0
            ? 0
            : 32 - System.Numerics.BitOperations.LeadingZeroCount(significand) - System.Numerics.BitOperations.TrailingZeroCount(significand);
    }

    private static void Hold(
        float[] weights, float[] wavefronts, int rows, int columns, int stride, int count, int groups, int groupRows)
    {
        foreach (var flush in new[] { false, true })
        {
            var expected = Expected(weights, wavefronts, rows, columns, stride, count, groups, groupRows, flush);
            foreach (var width in Widths)
            {
                var results = new float[count * columns];
                ColumnSum.Accumulate(weights, stride, wavefronts, results, rows, columns, groups, groupRows, width, flush);
                var bits = MemoryMarshal.Cast<float, uint>(results.AsSpan());
                var same = bits.CommonPrefixLength(expected);
                if (same < expected.Length)
                    Assert.Fail($"{rows}x{columns} {width}, flush {flush}, element {same}: {bits[same]:X8}, reference {expected[same]:X8}");
            }
        }
    }

    private static uint[] Expected(
        float[] weights, float[] wavefronts, int rows, int columns, int stride, int count, int groups, int groupRows, bool flush)
    {
        var expected = new uint[count * columns];
        for (var i = 0; i < expected.Length; i++)
        {
            var sums = new List<uint>();
            for (var group = 0; group < groups; group++)
            {
                uint sum = 0;
                for (var row = group * groupRows; row < Math.Min(rows, (group + 1) * groupRows); row++)
                {
                    sum = Flush(FusedMultiplyAdd.Compute(
                        Flush(BitConverter.SingleToUInt32Bits(wavefronts[(i / columns * rows) + row])),
                        Flush(BitConverter.SingleToUInt32Bits(weights[(row * stride) + (i % columns)])),
                        sum));
                }

                sums.Add(sum);
            }

            while (sums.Count > 1)
            {
                sums = sums.Chunk(2)
                    .Select(pair => pair.Length == 1 ? pair[0] : Flush(FusedMultiplyAdd.Compute(pair[0], 0x3F800000, pair[1])))
                    .ToList();
            }

            expected[i] = (sums[0] & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : sums[0];
        }

        return expected;

        uint Flush(uint bits) => flush && (bits & 0x7F800000) == 0 ? bits & 0x80000000 : bits;
    }

    private static float[] Moderate(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() * 2) - 1)).ToArray();
    }

    /// <summary>Values whose products lie around the smallest FP32 numbers, with infinities and NaN now and then.</summary>
    private static float[] Tiny(int count, int seed)
    {
        var random = new Random(seed);
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            var field = (uint)random.Next(40, 70);
            values[i] = BitConverter.UInt32BitsToSingle((field << 23) | (uint)random.Next(1 << 23) | ((uint)random.Next(2) << 31));
            if (random.Next(400) == 0)
                values[i] = BitConverter.UInt32BitsToSingle(Samples.Special[random.Next(Samples.Special.Length)]);
        }

        return values;
    }

    private static sbyte[] Bytes(int count, int seed)
    {
        var bytes = new sbyte[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(bytes.AsSpan()));
        return bytes;
    }
}
