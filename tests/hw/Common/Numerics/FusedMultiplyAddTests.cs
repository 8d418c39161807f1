using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

public sealed class FusedMultiplyAddTests
{
    [Test]
    public void Integer_reference_and_host_agree_with_TestFloat()
    {
        foreach (var words in VectorFile.Read("f32_mulAdd.near_even.txt.gz"))
        {
            var ours = FusedMultiplyAdd.Compute(words[0], words[1], words[2]);
            var host = MathF.FusedMultiplyAdd(
                BitConverter.UInt32BitsToSingle(words[0]),
                BitConverter.UInt32BitsToSingle(words[1]),
                BitConverter.UInt32BitsToSingle(words[2]));
            var expected = (words[3] & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : words[3];
            Assert.That(ours, Is.EqualTo(expected), $"{words[0]:X8} x {words[1]:X8} + {words[2]:X8}");
            Assert.That(BitConverter.SingleToUInt32Bits(Nan.Canonicalize(host)), Is.EqualTo(expected));
        }
    }

    /// <summary>With c = -0 the fused form is the product, with b = 1 the sum: TestFloat's other operations hold it too.</summary>
    [TestCase("f32_mul")]
    [TestCase("f32_add")]
    [TestCase("f32_sub")]
    public void Products_and_sums_are_special_cases(string operation)
    {
        foreach (var words in VectorFile.Read($"{operation}.near_even.txt.gz"))
        {
            var (a, b) = (words[0], words[1]);
            var ours = operation switch
            {
                "f32_mul" => FusedMultiplyAdd.Compute(a, b, (a ^ b) & 0x80000000), // a zero of the product's sign changes nothing
                "f32_add" => FusedMultiplyAdd.Compute(a, 0x3F800000, b),
                _ => FusedMultiplyAdd.Compute(b, 0xBF800000, a),
            };
            var expected = (words[2] & 0x7FFFFFFF) > 0x7F800000 ? Nan.CanonicalBits : words[2];
            Assert.That(ours, Is.EqualTo(expected), $"{operation} {a:X8} {b:X8}");
        }
    }

    [Property(MaxTest = 2000)]
    public bool Near_cancellation_agrees_with_the_host(uint a, uint b, byte nudge)
    {
        // An addend within some units of -(a x b) leaves only the low bits of the product.
        var (x, y) = (BitConverter.UInt32BitsToSingle(a * 2654435761), BitConverter.UInt32BitsToSingle(b * 2246822519));
        var z = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(-(x * y)) + nudge);
        var host = BitConverter.SingleToUInt32Bits(Nan.Canonicalize(MathF.FusedMultiplyAdd(x, y, z)));
        var ours = FusedMultiplyAdd.Compute(
            BitConverter.SingleToUInt32Bits(x), BitConverter.SingleToUInt32Bits(y), BitConverter.SingleToUInt32Bits(z));
        return host == ours;
    }

    /// <summary>A block for each of the 255 x 255 pairs of exponents of the factors, with addends about the product: 1,040,400 cases.</summary>
    [Test]
    public void Every_pair_of_exponents_agrees_with_the_host_at_every_width()
    {
        var random = new Random(17);
        Span<float> a = stackalloc float[Block], b = stackalloc float[Block], c = stackalloc float[Block];
        Span<uint> expected = stackalloc uint[Block];
        for (var pair = 0; pair < 255 * 255; pair++)
        {
            var (fieldA, fieldB) = (pair / 255, pair % 255);
            for (var i = 0; i < Block; i++)
            {
                var fieldC = Math.Clamp(fieldA + fieldB - 127 + random.Next(-50, 28), 0, 254);
                (a[i], b[i], c[i]) = (Single(random, fieldA), Single(random, fieldB), Single(random, fieldC));
                expected[i] = FusedMultiplyAdd.Compute(Bits(a[i]), Bits(b[i]), Bits(c[i]));
            }

            // Exact arithmetic judges one of each block.
            var one = pair % Block;
            Assert.That(expected[one], Is.EqualTo(ExactArithmetic.MultiplyAdd(Bits(a[one]), Bits(b[one]), Bits(c[one]))));
            HoldHost(a, b, c, expected);
        }
    }

    /// <summary>Products that are ties, sums that cancel, and results about the ends of the normal range, all against exact arithmetic.</summary>
    [Test]
    public void Hard_cases_agree_with_exact_arithmetic_at_every_width()
    {
        var random = new Random(18);
        Span<float> a = stackalloc float[Block], b = stackalloc float[Block], c = stackalloc float[Block];
        Span<uint> expected = stackalloc uint[Block];
        for (var round = 0; round < 3000; round++)
        {
            for (var i = 0; i < Block; i++)
            {
                (a[i], b[i], c[i]) = (i % 4) switch
                {
                    0 => Tie(random),
                    1 => Cancellation(random),
                    2 => Border(random, random.Next(100, 130)),
                    _ => Border(random, random.Next(376, 384)),
                };
                expected[i] = ExactArithmetic.MultiplyAdd(Bits(a[i]), Bits(b[i]), Bits(c[i]));
                Assert.That(FusedMultiplyAdd.Compute(Bits(a[i]), Bits(b[i]), Bits(c[i])), Is.EqualTo(expected[i]), $"{Bits(a[i]):X8} {Bits(b[i]):X8} {Bits(c[i]):X8}");
            }

            HoldHost(a, b, c, expected);
        }
    }

    private const int Block = 16;

    private static void HoldHost(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<uint> expected)
    {
        for (var i = 0; i < Block; i++)
            Hold("scalar", i, MathF.FusedMultiplyAdd(a[i], b[i], c[i]), a, b, c, expected);
        if (Simd256.IsSupported)
            HoldLanes<Simd256>(a, b, c, expected);
        if (Simd512.IsSupported)
            HoldLanes<Simd512>(a, b, c, expected);
    }

    private static void HoldLanes<T>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<uint> expected)
        where T : struct, ISimd<T>
    {
        Span<float> results = stackalloc float[Block];
        for (var i = 0; i < Block; i += T.Count)
            T.Store(T.FusedMultiplyAdd(T.Load(in a[i], 0), T.Load(in b[i], 0), T.Load(in c[i], 0)), ref results[i], 0);
        for (var i = 0; i < Block; i++)
            Hold(typeof(T).Name, i, results[i], a, b, c, expected);
    }

    private static void Hold(string width, int i, float got, ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, ReadOnlySpan<uint> expected)
    {
        if (Bits(Nan.Canonicalize(got)) != expected[i])
            Assert.Fail($"{width}: {Bits(a[i]):X8} x {Bits(b[i]):X8} + {Bits(c[i]):X8} is {Bits(got):X8}, not {expected[i]:X8}");
    }

    /// <summary>A product of up to 25 bits, and an addend that may decide the tie.</summary>
    private static (float A, float B, float C) Tie(Random random) =>
        (Masked(random, 127, 0xFFFFF000), Masked(random, 127, 0xFFFFF800), Single(random, random.Next(0, 127)));

    /// <summary>An addend within three units of the rounded product, negated or not.</summary>
    private static (float A, float B, float C) Cancellation(Random random)
    {
        var (a, b) = (Single(random, random.Next(64, 190)), Single(random, random.Next(64, 190)));
        var near = Bits(a * b) + (uint)random.Next(-3, 4);
        return (a, b, BitConverter.UInt32BitsToSingle(random.Next(4) == 0 ? near : near ^ 0x80000000));
    }

    /// <summary>Factors whose exponent fields have a given sum, and an addend of about the same size as the product.</summary>
    private static (float A, float B, float C) Border(Random random, int sum)
    {
        var field = random.Next(Math.Max(1, sum - 254), Math.Min(254, sum));
        return (Single(random, field), Single(random, Math.Clamp(sum - field, 0, 254)), Single(random, Math.Clamp(sum - 127 + random.Next(-2, 3), 0, 254)));
    }

    private static float Masked(Random random, int field, uint mask) => BitConverter.UInt32BitsToSingle(Bits(Single(random, field)) & mask);

    private static float Single(Random random, int field) =>
        BitConverter.UInt32BitsToSingle((uint)random.Next(2) << 31 | (uint)field << 23 | (uint)random.Next(1 << 23));

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
