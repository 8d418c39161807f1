using System.Globalization;
using System.Numerics;
using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The arithmetic that makes the activation tables, against published digits, inverse functions and exact rounding.</summary>
public sealed class ExactNumberTests
{
    /// <summary>What truncation may cost: eight squarings of the exponential lose less than 13 bits.</summary>
    private static readonly BigInteger Slack = BigInteger.One << 13;

    [Test]
    public void A_unit_is_2_to_the_minus_256()
    {
        Assert.That(ExactNumber.One, Is.EqualTo(BigInteger.Pow(2, 256)));
        Assert.That(ExactNumber.Multiply(3 * ExactNumber.One, 5 * ExactNumber.One), Is.EqualTo(15 * ExactNumber.One));
        Assert.That(ExactNumber.Divide(15 * ExactNumber.One, 5 * ExactNumber.One), Is.EqualTo(3 * ExactNumber.One));
    }

    [Test]
    public void Constants_and_functions_have_their_published_digits()
    {
        var (sine, cosine) = ExactNumber.SineCosine(ExactNumber.One);
        Near(ExactNumber.Pi, "3.14159265358979323846264338327950288419716939937510582097494459230781640628620");
        Near(ExactNumber.Exponential(ExactNumber.One), "2.71828182845904523536028747135266249775724709369995957496696762772407663035355");
        Near(ExactNumber.Logarithm(2 * ExactNumber.One), "0.69314718055994530941723212145817656807550013436025525412068000949339362196970");
        Near(ExactNumber.SquareRoot(2 * ExactNumber.One), "1.41421356237309504880168872420969807856967187537694807317667973799073247846211");
        Near(sine, "0.84147098480789650665250232163029899962256306079837106567275170999191040439124");
        Near(cosine, "0.54030230586813971740093660744297660373231042061792222767009725538110039477447");
        Near(ExactNumber.ErrorFunction(ExactNumber.One), "0.84270079294971486934122063508260925929606699796630290845993789783471725409601");
    }

    [TestCase(0.0f)]
    [TestCase(0.25f)]
    [TestCase(-1.5f)]
    [TestCase(7.625f)]
    [TestCase(-20.0f)]
    [TestCase(60.0f)]
    public void Exponential_and_logarithm_undo_each_other(float x)
    {
        var exact = ExactNumber.FromSingle(x);
        var power = ExactNumber.Exponential(exact);

        // A relative error of the small power is an absolute one of its logarithm.
        var lost = Math.Max(0, -(int)(x * 1.5f));
        Assert.That(BigInteger.Abs(ExactNumber.Logarithm(power) - exact), Is.LessThan(Slack << lost));
        Assert.That(
            BigInteger.Abs(ExactNumber.Multiply(power, ExactNumber.Exponential(-exact)) - ExactNumber.One),
            Is.LessThan(Slack << (int)Math.Abs(x * 1.5f)));
    }

    [TestCase(0.0f)]
    [TestCase(0.5f)]
    [TestCase(-3.14159f)]
    [TestCase(9.0f)]
    public void Squares_of_sine_and_cosine_add_to_one(float x)
    {
        var (sine, cosine) = ExactNumber.SineCosine(ExactNumber.FromSingle(x));
        var sum = ExactNumber.Multiply(sine, sine) + ExactNumber.Multiply(cosine, cosine);
        Assert.That(BigInteger.Abs(sum - ExactNumber.One), Is.LessThan(Slack << 8));
    }

    [TestCase(0.125f)]
    [TestCase(2.0f)]
    [TestCase(3.75f)]
    public void Error_function_is_odd_and_rises_to_one(float x)
    {
        var exact = ExactNumber.FromSingle(x);
        Assert.That(BigInteger.Abs(ExactNumber.ErrorFunction(exact) + ExactNumber.ErrorFunction(-exact)), Is.LessThan(Slack));
        Assert.That(ExactNumber.ErrorFunction(exact), Is.GreaterThan(ExactNumber.ErrorFunction(exact / 2)).And.LessThan(ExactNumber.One));
    }

    [Test]
    public void Square_root_is_the_floor_of_the_root()
    {
        var random = new Random(71);
        for (var i = 0; i < 200; i++)
        {
            var x = new BigInteger(random.NextInt64()) << random.Next(300);
            var root = ExactNumber.SquareRoot(x);
            Assert.That(root * root, Is.LessThanOrEqualTo(x << ExactNumber.FractionBits));
            Assert.That((root + 1) * (root + 1), Is.GreaterThan(x << ExactNumber.FractionBits));
        }
    }

    [Test]
    public void Every_fp32_number_comes_back_and_what_lies_between_rounds_to_even()
    {
        foreach (var value in Samples.RandomSingles(5_000, 72))
        {
            if (!float.IsFinite(value) || value == 0)
                continue;
            var exact = ExactNumber.FromSingle(value);
            Assert.That(ExactNumber.ToSingle(exact), Is.EqualTo(value));
            Assert.That(exact.Sign, Is.EqualTo(Math.Sign(value)));
        }

        Assert.That(ExactNumber.ToSingle(BigInteger.Zero), Is.Zero);
        foreach (var word in Samples.RandomWords(5_000, 73))
        {
            // Thirty bits at a random place from far below the smallest subnormal to beyond the largest number.
            var significand = new BigInteger((word & 0x1FFFFFFF) | 0x20000000);
            var exponent = (int)(word % 320) - 185;
            var expected = new ExactReal(significand, exponent).Round(FloatFormat.Float32);
            var scaled = significand << (exponent + ExactNumber.FractionBits);
            Assert.That(BitConverter.SingleToUInt32Bits(ExactNumber.ToSingle(scaled)), Is.EqualTo(expected));
            Assert.That(BitConverter.SingleToUInt32Bits(ExactNumber.ToSingle(-scaled)), Is.EqualTo(expected | 0x80000000));
        }
    }

    private static void Near(BigInteger value, string digits)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = BigInteger.Parse(digits.Remove(point, 1), CultureInfo.InvariantCulture);
        var published = (whole << ExactNumber.FractionBits) / BigInteger.Pow(10, digits.Length - point - 1);
        Assert.That(BigInteger.Abs(value - published), Is.LessThan(Slack), digits);
    }
}
