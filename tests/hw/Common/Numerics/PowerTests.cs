using System.Numerics;
using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

public sealed class PowerTests
{
    private const float Infinity = float.PositiveInfinity;

    /// <summary>IEEE 754-2019, 9.2.1, line by line.</summary>
    [TestCase(float.NaN, 0f, 1f)]
    [TestCase(-Infinity, -0f, 1f)]
    [TestCase(1f, float.NaN, 1f)]
    [TestCase(1f, -Infinity, 1f)]
    [TestCase(float.NaN, 1f, float.NaN)]
    [TestCase(2f, float.NaN, float.NaN)]
    [TestCase(0f, -3f, Infinity)]
    [TestCase(-0f, -3f, -Infinity)]
    [TestCase(-0f, -2f, Infinity)]
    [TestCase(-0f, -2.5f, Infinity)]
    [TestCase(-0f, -Infinity, Infinity)]
    [TestCase(-0f, 3f, -0f)]
    [TestCase(-0f, 2f, 0f)]
    [TestCase(-0f, 2.5f, 0f)]
    [TestCase(0f, Infinity, 0f)]
    [TestCase(-1f, Infinity, 1f)]
    [TestCase(-1f, -Infinity, 1f)]
    [TestCase(0.5f, Infinity, 0f)]
    [TestCase(-0.5f, -Infinity, Infinity)]
    [TestCase(-1.5f, Infinity, Infinity)]
    [TestCase(1.5f, -Infinity, 0f)]
    [TestCase(Infinity, 0.5f, Infinity)]
    [TestCase(Infinity, -0.5f, 0f)]
    [TestCase(-Infinity, 3f, -Infinity)]
    [TestCase(-Infinity, 4f, Infinity)]
    [TestCase(-Infinity, 0.5f, Infinity)]
    [TestCase(-Infinity, -3f, -0f)]
    [TestCase(-Infinity, -4f, 0f)]
    [TestCase(-2f, 0.5f, float.NaN)]
    [TestCase(-2f, 3f, -8f)]
    [TestCase(-2f, -2f, 0.25f)]
    [TestCase(-1f, 16777215f, -1f)]
    [TestCase(-1f, 16777216f, 1f)]
    [TestCase(-2f, 129f, -Infinity)]
    [TestCase(-2f, -151f, -0f)]
    public void SpecialCasesAreThoseOfTheStandard(float a, float b, float expected)
    {
        Assert.That(Bits(Power.Compute(a, b)), Is.EqualTo(Bits(Nan.Canonicalize(expected))));
        Assert.That(ExactPower.Compute(Bits(a), Bits(b)), Is.EqualTo(Bits(Nan.Canonicalize(expected))), "the exact reference");
    }

    /// <summary>Powers that are FP32 numbers, middles between two, and middles between subnormal ones: ties go to the even code.</summary>
    [TestCase(3f, 13f, 1594323f)]
    [TestCase(4097f, 2f, 16785408f)] // 2^24 + 2^13 + 1 is a middle
    [TestCase(259f, 3f, 17373980f)] // 17373979 is a middle whose even neighbour is above
    [TestCase(67081f, 1.5f, 17373980f)]
    [TestCase(7.94093388e-23f, 2f, 5.60519386e-45f)] // 4.5 of the smallest number
    [TestCase(2.66453526e-15f, 3f, 1.96181785e-44f)] // 13.5 of it
    [TestCase(10.5625f, 0.5f, 3.25f)]
    [TestCase(5f, -1f, 0.2f)]
    [TestCase(2f, -150f, 0f)]
    [TestCase(2f, -149f, 1.401298464e-45f)]
    [TestCase(2f, 127f, 1.7014118e38f)]
    [TestCase(2f, 128f, Infinity)]
    [TestCase(0.0625f, -0.75f, 8f)]
    [TestCase(1.5f, 25f, 25251.168f)]
    public void ShortPowersAreExactOrTiesToEven(float a, float b, float expected)
    {
        Assert.That(Power.Compute(a, b), Is.EqualTo(expected));
        Assert.That(ExactPower.Compute(Bits(a), Bits(b)), Is.EqualTo(Bits(expected)), "the exact reference");
    }

    /// <summary>All powers of more than one factor that are middles: r^n of 25 bits with r odd, which is r^(2^k) to the n / 2^k too.</summary>
    [Test]
    public void EveryTieGoesToTheEvenNeighbour()
    {
        var (ties, up) = (0, 0);
        for (var n = 2; n <= 16; n++)
        {
            for (var r = 3; Math.Pow(r, n) < 1 << 25; r += 2)
            {
                if (Math.Pow(r, n) < 1 << 24)
                    continue;
                var root = (double)r;
                for (var k = 0; root < 1 << 24 && (k == 0 || n % 2 != 0); k++, root *= root)
                {
                    foreach (var twos in (int[])[-90, -24, -1, 0, 3, 20])
                    {
                        // A power of two whose own power is one keeps the middle.
                        var scale = twos >> k << k;
                        var (a, b) = ((float)Math.ScaleB(root, scale), (float)(n / Math.ScaleB(1, k)));
                        var exact = Math.ScaleB(Math.Pow(r, n), scale * n >> k);
                        if (exact is < 1e-38 or > 3e38)
                            continue;
                        var even = (float)exact; // FP64 holds the middle; the conversion rounds once
                        Assert.That(Power.Compute(a, b), Is.EqualTo(even), $"{a:R} ^ {b:R}");
                        Assert.That(ExactPower.Compute(Bits(a), Bits(b)), Is.EqualTo(Bits(even)), $"the exact reference: {a:R} ^ {b:R}");
                        (ties, up) = (ties + 1, up + (even > exact ? 1 : 0));
                    }
                }
            }
        }

        // Squares alone would not do: their middles all have the even neighbour below.
        Assert.That((ties, up), Is.EqualTo((4682, 205)));
    }

    [Test]
    public void EveryPowerIsTheExactOneRounded()
    {
        var random = new Random(31);
        float[] exponents = [2, 3, 0.5f, -1, -2, -0.5f, 1.5f, 0.25f, 5, 1, 7.125f];
        for (var i = 0; i < 6_000; i++)
        {
            var a = BitConverter.UInt32BitsToSingle((uint)random.Next(1, 0x7F800000));
            var b = i % 2 == 0 ? exponents[i / 2 % exponents.Length] : (float)((random.NextDouble() - 0.5) * 300 / Math.Log2(a));
            Check(a, b);

            // Short significands make ties of squares; bases near 1 take long exponents.
            Check(BitConverter.UInt32BitsToSingle(Bits(a) & 0xFFFFFC00), 2);
            var near = BitConverter.UInt32BitsToSingle((uint)(0x3F800000 + random.Next(-2000, 2000)));
            Check(near, (float)((random.NextDouble() - 0.5) * 300 / Math.Log2(near)));
        }

        static void Check(float a, float b)
        {
            var (got, exact) = (Bits(Power.Compute(a, b)), ExactPower.Compute(Bits(a), Bits(b)));
            if (got != exact)
                Assert.Fail($"{a:R} ^ {b:R}: {got:X8}; {exact:X8} is exact");
        }
    }

    /// <summary>The path that few results take, for results that need not.</summary>
    [Test]
    public void PowersInTwoHundredAndFiftySixBitsAreTheExactOnesRounded()
    {
        var random = new Random(34);
        for (var i = 0; i < 3_000; i++)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)random.Next(1, 0x7F800000));
            var y = (float)(((random.NextDouble() * 278) - 150) / Math.Log2(x));
            if (x != 1 && y != 0 && float.IsFinite(y))
                Assert.That(Bits(HardToRoundPower.Compute(x, y)), Is.EqualTo(ExactPower.Compute(Bits(x), Bits(y))), $"{x:R} ^ {y:R}");
        }
    }

    /// <summary>A third opinion: the host's power in FP64 rounds to another FP32 number only where it lies within its own error of a middle.</summary>
    [Test]
    public void TheHostAgrees()
    {
        var random = new Random(32);
        for (var i = 0; i < 1_000_000; i++)
        {
            var a = BitConverter.UInt32BitsToSingle((uint)random.Next(1, 0x7F800000));
            var b = (float)((random.NextDouble() - 0.5) * 310 / Math.Log2(a));
            var (got, host) = (Power.Compute(a, b), (float)Math.Pow(a, b));
            if (Bits(got) != Bits(host))
                Assert.That(Bits(got), Is.EqualTo(ExactPower.Compute(Bits(a), Bits(b))), $"{a:R} ^ {b:R}");
        }
    }

    [Test]
    public void TheEstimateStaysWellWithinItsBound()
    {
        var random = new Random(33);
        var worst = 0.0;
        for (var i = 0; i < 4_000; i++)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)random.Next(1, 0x7F800000));
            var y = (float)((random.NextDouble() < 0.5 ? -151 : 151) * (0.9 + (0.1 * random.NextDouble())) / Math.Log2(x));
            var exact = ExactNumber.Exponential(ExactNumber.Multiply(ExactNumber.FromSingle(y), ExactNumber.Logarithm(ExactNumber.FromSingle(x))));
            var error = BigInteger.Abs(ExactNumber.FromDouble(PowerEstimate.Compute(x, y)) - exact);
            worst = Math.Max(worst, ExactNumber.ToDouble(ExactNumber.Divide(error, exact)));
        }

        TestContext.Out.WriteLine($"largest relative error 2^{Math.Log2(worst):F2}, bound 2^{Math.Log2(PowerEstimate.ErrorBound):F2}");
        Assert.That(worst, Is.LessThan(PowerEstimate.ErrorBound / 4));
    }

    /// <summary>All significands and both parities of the exponent; other exponents differ by a power of four, which the root turns into one of two.</summary>
    [Test]
    public void EveryReciprocalRootIsCorrectlyRounded()
    {
        var source = new float[1 << 16];
        var result = new float[source.Length];
        foreach (var width in (SimdWidth[])[SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512])
        {
            for (var block = 0; block < 1 << 8; block++)
            {
                for (var i = 0; i < source.Length; i++)
                    source[i] = BitConverter.Int32BitsToSingle(0x3F800000 + (block << 16) + i);
                SimdOperations.Apply(AluOperator.Rsqrt, source, default, result, width);
                for (var i = 0; i < source.Length; i++)
                {
                    // x = m 2^-23 from 1 to 4, so r = n 2^-24; it is nearest if (2n - 1)^2 m < 2^73 < (2n + 1)^2 m.
                    var (m, n) = ((UInt128)(ulong)(source[i] * 8388608.0), (UInt128)(ulong)(result[i] * 16777216.0));
                    var (low, high) = (((2 * n) - 1) * ((2 * n) - 1) * m, ((2 * n) + 1) * ((2 * n) + 1) * m);
                    if (low >= (UInt128)1 << 73 || high <= (UInt128)1 << 73)
                        Assert.Fail($"{width}: 1 / sqrt({source[i]:R}) is not {result[i]:R}");
                }
            }
        }
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
