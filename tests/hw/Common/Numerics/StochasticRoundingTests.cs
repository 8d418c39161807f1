using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The expectation of a stochastically rounded value is the value.</summary>
public sealed class StochasticRoundingTests
{
    private const int Draws = 1 << 16;

    /// <summary>Types with values between which there are others.</summary>
    private static DataType[] Types => [.. DataTypes.Values.ToArray().Where(type => type is not (DataType.Float32 or DataType.Boolean))];

    /// <summary>
    /// 65,536 draws of the project's generator from values at several places between neighbours; the mean must lie within six standard
    /// deviations, which a right implementation misses once in 500 million.
    /// </summary>
    [Test]
    public void Its_mean_over_many_draws_is_the_value([ValueSource(nameof(Types))] DataType type)
    {
        foreach (var (low, step) in Neighbours(type))
        {
            foreach (var fraction in (double[])[1 / 64.0, 0.25, 0.5, 0.90625])
            {
                var value = (float)(low + (step * fraction));
                Assert.That((double)value, Is.EqualTo(low + (step * fraction)), "the test wants exact places");
                foreach (var signed in type is DataType.UInt8 or DataType.UInt16 or DataType.UInt32 ? (float[])[value] : [value, -value])
                    HoldMean(type, signed, step, fraction);
            }
        }
    }

    /// <summary>The number of random words, of all 2^32, that round away from zero is the discarded fraction itself.</summary>
    [Test]
    public void It_rounds_away_for_exactly_its_share_of_all_random_words([ValueSource(nameof(Types))] DataType type)
    {
        Span<byte> below = stackalloc byte[4], above = stackalloc byte[4], lowest = stackalloc byte[4], highest = stackalloc byte[4];
        foreach (var (low, step) in Neighbours(type))
        {
            foreach (var fraction in (double[])[1 / 64.0, 0.25, 0.5, 0.90625])
            {
                var value = (float)(low + (step * fraction));
                var words = (uint)(fraction * 4294967296.0);
                CastScalar.FromSingle(type, value, lowest, Rounding.Stochastic, 0);
                CastScalar.FromSingle(type, value, below, Rounding.Stochastic, 0u - words - 1);
                CastScalar.FromSingle(type, value, above, Rounding.Stochastic, 0u - words);
                CastScalar.FromSingle(type, value, highest, Rounding.Stochastic, uint.MaxValue);
                Assert.That(CastScalar.ToSingle(type, lowest), Is.EqualTo((float)low));
                Assert.That(CastScalar.ToSingle(type, below), Is.EqualTo((float)low));
                Assert.That(CastScalar.ToSingle(type, above), Is.EqualTo((float)(low + step)));
                Assert.That(CastScalar.ToSingle(type, highest), Is.EqualTo((float)(low + step)));
            }
        }
    }

    private static void HoldMean(DataType type, float value, double step, double fraction)
    {
        var source = new float[Draws];
        Array.Fill(source, value);
        var random = new uint[Draws];
        Philox.FillSequence(5, 1, (uint)type, 0, random);
        var packed = new byte[Draws * type.Size()];
        Cast.FromSingle(type, source, packed, Rounding.Stochastic, random);
        var back = new float[Draws];
        Cast.ToSingle(type, packed, back);
        var tolerance = 6 * step * Math.Sqrt(fraction * (1 - fraction) / Draws);
        Assert.That(back.Average(x => (double)x), Is.EqualTo((double)value).Within(tolerance), $"{type} {value:R}");
    }

    /// <summary>Pairs of neighbours: among the subnormals, at 1, and at the change of an exponent; for integers around 0, 5 and 100.</summary>
    private static IEnumerable<(double Low, double Step)> Neighbours(DataType type)
    {
        if (type.IsInteger())
            return [(0, 1), (5, 1), (100, 1)];
        var format = type.Format();
        var one = (uint)format.Bias << format.MantissaBits;
        return from code in (uint[])[0, 1, 3, one, one - 1, one + 1]
               let low = (double)BitConverter.UInt32BitsToSingle(format.Decode(code))
               let high = (double)BitConverter.UInt32BitsToSingle(format.Decode(code + 1))
               select (low, high - low);
    }
}
