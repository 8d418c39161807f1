using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The vectorised conversions equal the scalar ones, bit for bit.</summary>
public sealed class CastWidthTests
{
    private const int RandomInputs = 10_000_019;

    private static readonly SimdWidth[] Vectors = [SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest];

    private static readonly Lazy<float[]> RandomSingles = new(() => Samples.RandomSingles(RandomInputs, 2));

    private static readonly Lazy<uint[]> RandomWords = new(() => Samples.RandomWords(RandomInputs, 6));

    private static DataType[] Types => DataTypes.Values.ToArray();

    private static DataType[] NarrowTypes => [.. Types.Where(type => type.Size() < 4)];

    [Test]
    public void Every_code_of_8_and_16_bits_converts_to_every_type_alike([ValueSource(nameof(NarrowTypes))] DataType from)
    {
        var count = 1 << (8 * from.Size());
        var source = Samples.AllCodes(from.Size());
        foreach (var to in Types)
        {
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                foreach (var overflow in Enum.GetValues<Overflow>())
                {
                    var expected = Convert(SimdWidth.Scalar);
                    foreach (var width in Vectors)
                        RequireSame(expected, Convert(width), to.Size(), $"{from} to {to}, {rounding}, {overflow}, {width}");

                    byte[] Convert(SimdWidth width)
                    {
                        var result = new byte[count * to.Size()];
                        NumberFormats.Default.Convert(from, source, to, result, count, rounding, RandomWords.Value, overflow, width);
                        return result;
                    }
                }
            }
        }
    }

    [Test]
    public void Four_byte_types_widen_alike([Values(DataType.Int32, DataType.UInt32, DataType.TensorFloat32, DataType.Float32)] DataType from)
    {
        var source = MemoryMarshal.AsBytes(RandomSingles.Value.AsSpan(0, 1_000_003));
        var expected = new float[1_000_003];
        Cast.ToSingle(from, source, expected, SimdWidth.Scalar);
        foreach (var width in Vectors)
        {
            var got = new float[expected.Length];
            Cast.ToSingle(from, source, got, width);
            RequireSame(Samples.Bytes(expected), Samples.Bytes(got), 4, $"{from} {width}");
        }
    }

    /// <summary>Integers always saturate, and so does the truth value.</summary>
    private static IEnumerable<object[]> Narrowings() =>
        from to in Types
        from rounding in Enum.GetValues<Rounding>()
        from overflow in to.IsFloat() ? Enum.GetValues<Overflow>() : [Overflow.Infinity]
        select new object[] { to, rounding, overflow };

    [TestCaseSource(nameof(Narrowings))]
    public void Ten_million_random_values_narrow_alike(DataType to, Rounding rounding, Overflow overflow) =>
        HoldNarrowing(to, RandomSingles.Value, rounding, overflow);

    [Test]
    public void Ties_and_their_neighbours_narrow_alike([ValueSource(nameof(Types))] DataType to, [Values] Rounding rounding, [Values] Overflow overflow)
    {
        HoldNarrowing(to, RandomSingles.Value[..100_003], rounding, overflow);
        HoldNarrowing(to, Samples.NearIntegers(), rounding, overflow);
        if (to.IsFloat() && to != DataType.Float32)
            HoldNarrowing(to, Samples.Midpoints(to.Format()), rounding, overflow);
    }

    private static void HoldNarrowing(DataType to, float[] source, Rounding rounding, Overflow overflow)
    {
        var random = RandomWords.Value;
        var size = to.Size();
        var expected = new byte[source.Length * size];
        for (var i = 0; i < source.Length; i++)
            CastScalar.FromSingle(to, source[i], expected.AsSpan(i * size), rounding, random[i % random.Length], overflow);
        var packed = new byte[source.Length * size];
        foreach (var width in Vectors)
        {
            Array.Clear(packed);
            for (var start = 0; start < source.Length; start += random.Length)
            {
                var part = source.AsSpan(start, Math.Min(random.Length, source.Length - start));
                Cast.FromSingle(to, part, packed.AsSpan(start * size), rounding, random, overflow, width);
            }

            RequireSame(expected, packed, size, $"{to} {width} {rounding} {overflow}", i => $" of {BitConverter.SingleToUInt32Bits(source[i]):X8}");
        }
    }

    private static void RequireSame(byte[] expected, byte[] got, int size, string what, Func<int, string>? input = null)
    {
        var same = expected.AsSpan().CommonPrefixLength(got) / size;
        if (same < expected.Length / size)
            Assert.Fail($"{what}: element {same}{input?.Invoke(same)} differs from the scalar one");
    }
}
