using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

/// <summary>
/// Every code, every midpoint between neighbours and the FP32 values beside both, against the layouts' definitions in exact arithmetic
/// (<see cref="ExactFloat"/>), which shares nothing with the code under test.
/// </summary>
public sealed class ExactTableTests
{
    private static readonly int[] Biases = [-64, -63, -1, 0, 1, 3, 7, 11, 15, 31, 64, 118, 126, 127, 128, 143, 144];

    /// <summary>Exponent bits, mantissa bits, bias, infinity: the presets, then FP8 layouts of every width, then the ends of what is allowed.</summary>
    private static IEnumerable<(int, int, int, bool)> Layouts =>
    [
        (5, 2, 15, true), (4, 3, 7, true), (3, 4, 3, true), (8, 7, 127, true), (5, 10, 15, true), (8, 10, 127, true),
        .. from exponentBits in Enumerable.Range(1, 6) from bias in Biases from infinity in (bool[])[true, false]
           select (exponentBits, 7 - exponentBits, bias, infinity),
        (1, 1, -127, true), (1, 6, -126, false), (2, 5, -125, true), (8, 7, 128, false), (8, 7, 143, true), (1, 14, 136, true), (7, 8, 0, true),
    ];

    private static IEnumerable<TestCaseData> Cases => Layouts.Select(l => new TestCaseData(l).SetArgDisplayNames(
        $"E{l.Item1}M{l.Item2} bias {l.Item3}{(l.Item4 ? "" : " without infinity")}"));

    [TestCaseSource(nameof(Cases))]
    public void Every_code_and_every_midpoint_is_as_defined((int ExponentBits, int MantissaBits, int Bias, bool HasInfinity) layout)
    {
        var format = new FloatFormat(layout.ExponentBits, layout.MantissaBits, layout.Bias, layout.HasInfinity);
        var exact = new ExactFloat(layout.ExponentBits, layout.MantissaBits, layout.Bias, layout.HasInfinity);
        for (var code = 0u; code < 2 * exact.Sign; code++)
        {
            var expected = ExactFloat.Single.Encode(exact.Decode(code), Rounding.NearestEven, 0, Overflow.Infinity);
            if (format.Decode(code) != expected)
                Assert.Fail($"code {code:X} is {format.Decode(code):X8}; {expected:X8} would be right");
        }

        foreach (var single in Neighbourhoods(exact))
            HoldEncode(format, exact, single);
        if (format.TotalBits <= 16)
            HoldVectors(format, [.. Neighbourhoods(exact)]);
    }

    /// <summary>FP32 bits of all midpoints and codes, and what lies one and two units beside them, up to beyond the range.</summary>
    private static IEnumerable<uint> Neighbourhoods(ExactFloat exact)
    {
        // 19 bits have so many codes that a part must do: all exponents, and every mantissa bit at both values.
        var step = exact.Sign > 1 << 16 ? 31u : 1;
        for (var code = 0u; code <= exact.LargestFinite; code += step)
        {
            var low = ExactFloat.Single.Round(exact.ValueOf(code), Rounding.NearestEven, 0);
            var middle = ExactFloat.Single.Round((exact.ValueOf(code) + exact.ValueOf(code + 1)) / 2, Rounding.NearestEven, 0);
            foreach (var centre in (uint[])[low, middle])
            {
                for (var off = -2; off <= 2; off++)
                {
                    var bits = (uint)(centre + off);
                    if (bits <= 0x7F800000)
                    {
                        yield return bits;
                        yield return bits | 0x80000000;
                    }
                }
            }
        }

        foreach (var special in Samples.Special)
            yield return special;
    }

    private static void HoldEncode(FloatFormat format, ExactFloat exact, uint single)
    {
        var value = ExactFloat.Single.Decode(single);
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            Require(Rounding.NearestEven, 0);
            Require(Rounding.Stochastic, single * 0x9E3779B9); // any word will do, as long as they differ

            void Require(Rounding rounding, uint random)
            {
                var (got, expected) = (format.Encode(single, rounding, random, overflow), exact.Encode(value, rounding, random, overflow));
                if (got != expected)
                    Assert.Fail($"{single:X8}, {rounding} ({random:X8}), {overflow}: {got:X}; {expected:X} would be right");
            }
        }
    }

    private static void HoldVectors(FloatFormat format, uint[] singles)
    {
        var values = Array.ConvertAll(singles, BitConverter.UInt32BitsToSingle);
        var random = Samples.RandomWords(values.Length, 8);
        var size = format.TotalBits <= 8 ? 1 : 2;
        var codes = Samples.AllCodes(size);
        var single = new float[codes.Length / size];
        Cast.ToSingle(format, codes, single, SimdWidth.Scalar);
        foreach (var width in (SimdWidth[])[SimdWidth.Bits256, SimdWidth.Bits512])
        {
            var widened = new float[single.Length];
            Cast.ToSingle(format, codes, widened, width);
            Assert.That(Samples.Bytes(widened).AsSpan().SequenceEqual(Samples.Bytes(single)), $"to FP32, {width}");
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                foreach (var overflow in Enum.GetValues<Overflow>())
                {
                    var (expected, got) = (new byte[values.Length * size], new byte[values.Length * size]);
                    Cast.FromSingle(format, values, expected, rounding, random, overflow, SimdWidth.Scalar);
                    Cast.FromSingle(format, values, got, rounding, random, overflow, width);
                    var same = got.AsSpan().CommonPrefixLength(expected) / size;
                    Assert.That(same, Is.EqualTo(values.Length), () => $"{width} {rounding} {overflow}: {singles[same]:X8} differs");
                }
            }
        }
    }
}
