using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class FloatFormatTests
{
    private static readonly (FloatFormat Format, string Name)[] Float8 =
    [
        (FloatFormat.Float8E5, "e5m2"), (FloatFormat.Float8E4, "e4m3"), (FloatFormat.Float8E3, "e3m4"),
    ];

    [Test]
    public void Every_fp8_code_has_the_value_that_ml_dtypes_gives_it()
    {
        foreach (var (format, name) in Float8)
        {
            var codes = 0;
            foreach (var words in VectorFile.Read($"{name}.codes.txt.gz"))
            {
                Assert.That(format.Decode(words[0]), Is.EqualTo(words[1]), $"{name} code {words[0]:X2}");
                codes++;
            }

            Assert.That(codes, Is.EqualTo(256));
        }
    }

    [Test]
    public void Fp8_conversions_agree_with_ml_dtypes_with_and_without_saturation()
    {
        foreach (var (format, name) in Float8)
        {
            foreach (var words in VectorFile.Read($"f32_to_{name}.txt.gz"))
            {
                Assert.That(format.Encode(words[0]), Is.EqualTo(words[1]), $"{name} of {words[0]:X8}");
                Assert.That(
                    format.Encode(words[0], overflow: Overflow.Saturate), Is.EqualTo(words[2]), $"saturating {name} of {words[0]:X8}");
            }
        }
    }

    [TestCase("f32_to_f16")]
    [TestCase("f32_to_bf16")]
    public void Narrowing_agrees_with_TestFloat(string operation)
    {
        var format = string.Equals(operation, "f32_to_f16", StringComparison.Ordinal) ? FloatFormat.Float16 : FloatFormat.BFloat16;
        foreach (var words in VectorFile.Read($"{operation}.near_even.txt.gz"))
        {
            var code = format.Encode(words[0]);
            if ((words[1] & (format.SignBit - 1)) > format.Infinity)
                Assert.That(code & (format.SignBit - 1), Is.EqualTo(format.QuietNaN), $"{words[0]:X8}");
            else
                Assert.That(code, Is.EqualTo(words[1]), $"{words[0]:X8}");
        }
    }

    [TestCase("f16_to_f32")]
    [TestCase("bf16_to_f32")]
    public void Widening_agrees_with_TestFloat(string operation)
    {
        var format = string.Equals(operation, "f16_to_f32", StringComparison.Ordinal) ? FloatFormat.Float16 : FloatFormat.BFloat16;
        foreach (var words in VectorFile.Read($"{operation}.near_even.txt.gz"))
        {
            var bits = format.Decode(words[0]);
            if ((words[1] & 0x7FFFFFFF) > 0x7F800000)
                Assert.That(bits & 0x7FFFFFFF, Is.EqualTo(0x7FC00000), $"{words[0]:X4}");
            else
                Assert.That(bits, Is.EqualTo(words[1]), $"{words[0]:X4}");
        }
    }

    [Test]
    public void Half_of_the_runtime_agrees_on_every_fp16_code()
    {
        for (var code = 0; code <= ushort.MaxValue; code++)
        {
            var half = BitConverter.UInt16BitsToHalf((ushort)code);
            var ours = BitConverter.UInt32BitsToSingle(FloatFormat.Float16.Decode((uint)code));
            if (Half.IsNaN(half))
                Assert.That(ours, Is.NaN);
            else
                Assert.That(ours, Is.EqualTo((float)half));
        }
    }

    [Test]
    public void The_runtime_rounds_to_fp16_and_from_integers_alike()
    {
        foreach (var value in Samples.Midpoints(FloatFormat.Float16).Concat(Samples.RandomSingles(1_000_000, 9)))
        {
            var bits = BitConverter.SingleToUInt32Bits(value);
            if (!float.IsNaN(value) && FloatFormat.Float16.Encode(bits) != BitConverter.HalfToUInt16Bits((Half)value))
                Assert.Fail($"{bits:X8}");
        }

        foreach (var word in Samples.RandomWords(1_000_000, 10))
        {
            var small = (int)word >> (int)(word & 31);
            if (!CastScalar.IntegerToSingle(small).Equals((float)small) || !CastScalar.IntegerToSingle(word).Equals((float)word))
                Assert.Fail($"{word:X8}");
        }
    }

    [Test]
    public void Overflow_gives_what_is_asked_for()
    {
        const uint Large = 0x7F000000, Infinite = 0x7F800000;
        var withInfinity = FloatFormat.Float8E4;
        var without = new FloatFormat(4, 3, 7, hasInfinity: false);
        Assert.That(withInfinity.Encode(Large), Is.EqualTo(0x78));
        Assert.That(withInfinity.Encode(Large, overflow: Overflow.Saturate), Is.EqualTo(0x77));
        Assert.That(withInfinity.Encode(Large, overflow: Overflow.NotANumber), Is.EqualTo(0x7C));
        Assert.That(withInfinity.Encode(Infinite, overflow: Overflow.NotANumber), Is.EqualTo(0x7C));
        Assert.That(without.Encode(Large), Is.EqualTo(0x7F));
        Assert.That(without.Encode(Large, overflow: Overflow.Saturate), Is.EqualTo(0x7E));
        Assert.That(without.Decode(0x7E), Is.EqualTo(BitConverter.SingleToUInt32Bits(448)));
    }

    [Test]
    public void Stochastic_rounding_rounds_up_for_exactly_the_discarded_share_of_the_random_words()
    {
        // 1 + 5/32 lies a quarter of the way from 1.125 to 1.25, neighbours at 3 mantissa bits.
        var quarter = BitConverter.SingleToUInt32Bits(1 + (5 / 32f));
        var format = FloatFormat.Float8E4;
        Assert.That(format.Encode(quarter, Rounding.Stochastic, 0xBFFFFFFF), Is.EqualTo(0x39));
        Assert.That(format.Encode(quarter, Rounding.Stochastic, 0xC0000000), Is.EqualTo(0x3A));
        Assert.That(format.Encode(0x3F800000, Rounding.Stochastic, 0xFFFFFFFF), Is.EqualTo(0x38), "exact values never change");

        // A value far below the smallest subnormal (2^-9) still has its exact chance: 2^-12 is an eighth of it.
        var tiny = BitConverter.SingleToUInt32Bits(1f / 4096);
        Assert.That(format.Encode(tiny, Rounding.Stochastic, 0xDFFFFFFF), Is.EqualTo(0));
        Assert.That(format.Encode(tiny, Rounding.Stochastic, 0xE0000000), Is.EqualTo(1));
    }

    [Test]
    public void A_layout_with_values_outside_fp32_is_refused()
    {
        Assert.That(() => new FloatFormat(5, 2, 149, hasInfinity: true), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new FloatFormat(8, 7, 126, hasInfinity: true), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new FloatFormat(5, 2, 148, hasInfinity: true), Throws.Nothing);
        Assert.That(() => new FloatFormat(9, 7, 140, hasInfinity: true), Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("exponentBits"));
    }
}
