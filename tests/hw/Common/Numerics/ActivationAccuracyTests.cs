using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class ActivationAccuracyTests
{
    private static readonly SimdWidth[] Widths = [SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512, SimdWidth.Widest];

    private static ActivationFunction[] All => Enum.GetValues<ActivationFunction>();

    private static ActivationFunction[] WithTables => All.Where(f => f.HasTable()).ToArray();

    [Test]
    public void Within_one_unit_of_the_16_bit_format_on_every_input_of_the_domain(
        [ValueSource(nameof(WithTables))] ActivationFunction function,
        [Values(DataType.BFloat16, DataType.Float16)] DataType type)
    {
        var inputs = AllCodes(type);
        var results = new float[inputs.Length];
        ActivationTables.For(function).Evaluate(inputs, results);
        var packed = new byte[inputs.Length * 2];
        Cast.FromSingle(type, results, packed);
        var rounded = new float[inputs.Length];
        Cast.ToSingle(type, packed, rounded);
        var format = type.Format();
        var largest = (double)BitConverter.UInt32BitsToSingle(format.Decode(format.LargestFinite));
        var worst = 0.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (float.IsNaN(inputs[i]) || inputs[i] == 0 || !ActivationReference.InDomain(function, inputs[i]))
                continue;
            var exact = ActivationReference.Value(function, inputs[i]);
            var unit = Unit(exact, format.MantissaBits, format.SmallestNormalExponent);
            if (Math.Abs(exact) > largest)
            {
                Assert.That(double.IsInfinity(rounded[i]) || Math.Abs(rounded[i] - exact) <= unit, $"{function}({inputs[i]:R})");
                continue;
            }

            var error = Math.Abs(rounded[i] - exact) / unit;
            if (error > worst)
                worst = error;
            Assert.That(error, Is.LessThanOrEqualTo(1), $"{function}({inputs[i]:R}) = {rounded[i]:R}, exact {exact:R}");
        }

        TestContext.Out.WriteLine($"{function.AssemblyName()} {type.AssemblyName()}: {worst:F4} units");
    }

    [Test]
    public void Fp32_error_is_at_most_a_millionth([ValueSource(nameof(WithTables))] ActivationFunction function)
    {
        var inputs = Samples.RandomSingles(200_000, 31);
        var random = new Random(32);
        for (var i = 1000; i < inputs.Length; i += 2)
            inputs[i] = (float)((random.NextDouble() - 0.5) * (i % 3 == 0 ? 220 : 20)); // where the functions bend
        var results = new float[inputs.Length];
        ActivationTables.For(function).Evaluate(inputs, results);
        var worst = 0.0;
        for (var i = 0; i < inputs.Length; i++)
        {
            if (!float.IsFinite(inputs[i]) || inputs[i] == 0 || !ActivationReference.InDomain(function, inputs[i]))
                continue;
            var exact = ActivationReference.Value(function, inputs[i]);
            if (Math.Abs(exact) > float.MaxValue)
            {
                Assert.That(float.IsInfinity(results[i]) || Math.Abs((results[i] / exact) - 1) < 1e-6);
                continue;
            }

            // Among subnormal results four coefficients and three operations are each rounded by up to half a unit of 2^-149.
            var error = Math.Max(0, Math.Abs(results[i] - exact) - (3.5 * Math.Pow(2, -149))) / Math.Max(Math.Abs(exact), double.Epsilon);
            worst = Math.Max(worst, error);
            if (error > 1e-6)
                Assert.Fail($"{function}({inputs[i]:R}) = {results[i]:R}, exact {exact:R}, relative {error}");
        }

        TestContext.Out.WriteLine($"{function.AssemblyName()}: {worst:E2}");
    }

    [Test]
    public void Vectors_equal_scalar([ValueSource(nameof(All))] ActivationFunction function)
    {
        var random = new Random(33);
        var inputs = AllCodes(DataType.BFloat16).Concat(Samples.RandomSingles(50_003, 34))
            .Concat(Enumerable.Range(0, 50_000).Select(_ => (float)((random.NextDouble() - 0.5) * 60))).ToArray();
        var expected = new float[inputs.Length];
        var results = new float[inputs.Length];
        var evaluator = ActivationTables.For(function);
        evaluator.Evaluate(inputs, expected, SimdWidth.Scalar);
        foreach (var width in Widths)
        {
            inputs.CopyTo(results, 0);
            evaluator.Evaluate(results, results, width);
            var same = MemoryMarshal.AsBytes(results.AsSpan()).CommonPrefixLength(MemoryMarshal.AsBytes(expected.AsSpan())) / 4;
            if (same < inputs.Length)
                Assert.Fail($"{function} {width} at {inputs[same]:R}: {results[same]:R}, scalar {expected[same]:R}");
        }
    }

    [Test]
    public void Sine_extrapolates_beyond_its_domain_as_published()
    {
        Assert.That(One(ActivationFunction.Sin, 9), Is.EqualTo(27.65).Within(0.005));
        Assert.That(One(ActivationFunction.Sin, -9), Is.EqualTo(-27.65).Within(0.005));
    }

    [Test]
    public void Arctangent_extrapolates_beyond_its_domain_by_the_cubic_at_half_pi()
    {
        var at = (double)1.57079637f;
        var square = 1 + (at * at);
        double Cubic(double x)
        {
            var d = x - at;
            return Math.Atan(at) + (d / square) - (at * d * d / (square * square)) + (((3 * at * at) - 1) * d * d * d / (3 * square * square * square));
        }

        foreach (var x in (float[])[1.6f, 3, 20, 1e4f])
        {
            Assert.That(One(ActivationFunction.Arctan, x), Is.EqualTo(Cubic(x)).Within(1e-5).Percent);
            Assert.That(One(ActivationFunction.Arctan, -x), Is.EqualTo(-Cubic(x)).Within(1e-5).Percent);
        }

        Assert.That(One(ActivationFunction.Arctan, 20), Is.GreaterThan(100), "no limit holds it");
    }

    [TestCase(ActivationFunction.Exp, 1f, 1f, float.PositiveInfinity, 0f)]
    [TestCase(ActivationFunction.Gelu, 0f, -0f, float.PositiveInfinity, -0f)]
    [TestCase(ActivationFunction.Tanh, 0f, -0f, 1f, -1f)]
    [TestCase(ActivationFunction.Sigmoid, 0.5f, 0.5f, 1f, 0f)]
    [TestCase(ActivationFunction.Sqrt, 0f, -0f, float.PositiveInfinity, float.NaN)]
    [TestCase(ActivationFunction.Rsqrt, float.PositiveInfinity, float.NegativeInfinity, 0f, float.NaN)]
    [TestCase(ActivationFunction.Reciprocal, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f)]
    [TestCase(ActivationFunction.GeluApprxTanh, 0f, -0f, float.PositiveInfinity, -0f)]
    [TestCase(ActivationFunction.GeluApprxSigmoid, 0f, -0f, float.PositiveInfinity, -0f)]
    [TestCase(ActivationFunction.GeluDx, 0.5f, 0.5f, 1f, -0f)]
    [TestCase(ActivationFunction.GeluApprxSigmoidDx, 0.5f, 0.5f, 1f, -0f)]
    [TestCase(ActivationFunction.Silu, 0f, -0f, float.PositiveInfinity, -0f)]
    [TestCase(ActivationFunction.SiluDx, 0.5f, 0.5f, 1f, -0f)]
    [TestCase(ActivationFunction.Mish, 0f, -0f, float.PositiveInfinity, -0f)]
    [TestCase(ActivationFunction.Softplus, 0.693147182f, 0.693147182f, float.PositiveInfinity, 0f)]
    [TestCase(ActivationFunction.Erf, 0f, -0f, 1f, -1f)]
    [TestCase(ActivationFunction.ErfDx, 1.12837917f, 1.12837917f, 0f, 0f)]
    [TestCase(ActivationFunction.Sin, 0f, -0f, float.NaN, float.NaN)]
    [TestCase(ActivationFunction.Arctan, 0f, -0f, 1.57079637f, -1.57079637f)]
    [TestCase(ActivationFunction.Copy, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity)]
    [TestCase(ActivationFunction.Log, float.NegativeInfinity, float.NegativeInfinity, float.PositiveInfinity, float.NaN)]
    [TestCase(ActivationFunction.Relu, 0f, 0f, float.PositiveInfinity, 0f)]
    [TestCase(ActivationFunction.Sign, 0f, -0f, 1f, -1f)]
    [TestCase(ActivationFunction.Abs, 0f, 0f, float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase(ActivationFunction.Square, 0f, 0f, float.PositiveInfinity, float.PositiveInfinity)]
    [TestCase(ActivationFunction.Identity, 0f, -0f, float.PositiveInfinity, float.NegativeInfinity)]
    public void Zeros_and_infinities_give_the_limits(ActivationFunction function, float zero, float negativeZero, float infinity, float negativeInfinity)
    {
        float[] expected = [zero, negativeZero, infinity, negativeInfinity, float.NaN];
        float[] inputs = [0f, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        for (var i = 0; i < inputs.Length; i++)
        {
            var wanted = BitConverter.SingleToUInt32Bits(Nan.Canonicalize(expected[i]));
            Assert.That(BitConverter.SingleToUInt32Bits(One(function, inputs[i])), Is.EqualTo(wanted), $"{function}({inputs[i]})");
        }
    }

    [TestCase(ActivationFunction.Sqrt)]
    [TestCase(ActivationFunction.Rsqrt)]
    [TestCase(ActivationFunction.Log)]
    public void Negative_arguments_of_roots_and_logarithms_give_nan(ActivationFunction function)
    {
        foreach (var x in (float[])[-1, -float.Epsilon, float.MinValue])
            Assert.That(BitConverter.SingleToUInt32Bits(One(function, x)), Is.EqualTo(Nan.CanonicalBits));
    }

    [Test]
    public void Tables_stay_within_their_budget()
    {
        foreach (var function in WithTables)
            Assert.That(ActivationTables.Table(function).TableBytes, Is.LessThanOrEqualTo(176 * 1024), function.AssemblyName());
        Assert.That(WithTables.Sum(function => ActivationTables.Table(function).TableBytes), Is.LessThanOrEqualTo(1024 * 1024));
    }

    [Test]
    public void Names_read_back()
    {
        Assert.That(ActivationFunctions.Count, Is.EqualTo(All.Length));
        foreach (var function in All)
        {
            Assert.That(ActivationFunctions.TryParse(function.AssemblyName(), out var parsed), Is.True);
            Assert.That(parsed, Is.EqualTo(function));
        }

        Assert.That(ActivationFunctions.TryParse("prelu", out _), Is.False);
        Assert.That(() => ActivationTables.Table(ActivationFunction.Relu), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => ActivationTables.For((ActivationFunction)200), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static float One(ActivationFunction function, float x)
    {
        var result = new float[1];
        ActivationTables.For(function).Evaluate([x], result);
        return result[0];
    }

    private static float[] AllCodes(DataType type)
    {
        var codes = Enumerable.Range(0, 65536).Select(code => (ushort)code).ToArray();
        var values = new float[codes.Length];
        Cast.ToSingle(type, MemoryMarshal.AsBytes(codes.AsSpan()), values);
        return values;
    }

    private static double Unit(double exact, int mantissaBits, int smallestNormalExponent)
    {
        var exponent = exact == 0 ? smallestNormalExponent : Math.Max(Math.ILogB(exact), smallestNormalExponent);
        return Math.ScaleB(1, exponent - mantissaBits);
    }
}
