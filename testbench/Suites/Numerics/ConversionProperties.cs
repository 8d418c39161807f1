using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>What holds for conversions between every two types. A case goes through all pairs, roundings and overflow rules.</summary>
internal static class ConversionProperties
{
    /// <summary>Elements beyond those of the case: whole vectors and a rest.</summary>
    private const int Padding = 35;

    /// <summary>Name of the property about configured FP8 layouts.</summary>
    public const string Layouts = "layout-exact";

    /// <summary>The properties of the types and roundings that a core has.</summary>
    public static IEnumerable<SuiteProperty> Of(CoreFeatures core) =>
    [
        Make(core, "conversion-exact", "conversions give what exact arithmetic gives", Exact),
        Make(core, "conversion-widths", "256- and 512-bit conversions equal the scalar ones, bit for bit", WidthsAgree),
        .. HasLayouts(core) ? [LayoutProperty(core)] : Array.Empty<SuiteProperty>(),
    ];

    /// <summary>Whether a core has an FP8 type whose layout is configured.</summary>
    public static bool HasLayouts(CoreFeatures core) => core.Types.Contains(DataType.Float8E4);

    private static SuiteProperty<LayoutCase> LayoutProperty(CoreFeatures core) => new()
    {
        Name = Layouts,
        Summary = "any configured FP8 layout decodes and rounds as its definition says, at every width",
        Cases = LayoutCase.ArbitraryOf(core),
        Holds = AnyLayout,
    };

    private static SuiteProperty<ConversionCase> Make(CoreFeatures core, string name, string summary, Action<ConversionPair, ConversionCase, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = ConversionCase.ArbitraryOf(core),
        Holds = (c, run) =>
        {
            foreach (var pair in ConversionPair.Of(core))
                holds(pair, c, run);
        },
    };

    private static void Exact(ConversionPair pair, ConversionCase c, CaseRun run)
    {
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            var got = pair.Convert(c.Inputs, overflow, SimdWidth.Scalar);
            for (var i = 0; i < got.Length; i++)
            {
                var value = ExactConversion.Decode(pair.From, pair.SourceCode(c.Inputs[i]));
                run.Coverage.Hit($"numerics: {pair.Rounding}, {overflow}, to", pair.To.AssemblyName(), ConversionClass.Of(pair.To, value));
                var expected = ExactConversion.Convert(pair.From, pair.SourceCode(c.Inputs[i]), pair.To, pair.Rounding, c.Inputs[i].Random, overflow);
                run.Require(got[i] == expected, $"{pair}, {overflow}: {c.Inputs[i]} gives {got[i]:x}; {expected:x} is exact");
            }
        }

        foreach (var input in c.Inputs)
        {
            var value = ExactConversion.Decode(pair.From, pair.SourceCode(input));
            run.Coverage.Hit($"numerics: {pair.Rounding}, from", pair.From.AssemblyName(), ConversionClass.OfSource(pair.From, value));
        }
    }

    private static void WidthsAgree(ConversionPair pair, ConversionCase c, CaseRun run)
    {
        var inputs = Repeat(c.Inputs);
        foreach (var overflow in Enum.GetValues<Overflow>())
        {
            var scalar = pair.Convert(inputs, overflow, SimdWidth.Scalar);
            foreach (var width in KernelWidths.Vectorised)
            {
                var got = pair.Convert(inputs, overflow, width);
                for (var i = 0; i < inputs.Length; i++)
                    run.Require(got[i] == scalar[i], $"{pair}, {overflow}, {width}: {inputs[i]} gives {got[i]:x}; scalar {scalar[i]:x}");
            }
        }

        run.Coverage.Hit("numerics: pairs", pair.From.AssemblyName(), pair.To.AssemblyName(), inputs.Length);
    }

    private static void AnyLayout(LayoutCase c, CaseRun run)
    {
        var inputs = Repeat(c.Inputs);
        var values = Array.ConvertAll(inputs, input => BitConverter.UInt32BitsToSingle(input.Bits));
        var random = Array.ConvertAll(inputs, input => input.Random);
        var exact = c.Exact;
        foreach (var width in Enum.GetValues<SimdWidth>())
        {
            foreach (var rounding in Enum.GetValues<Rounding>())
            {
                foreach (var overflow in Enum.GetValues<Overflow>())
                {
                    var codes = new byte[inputs.Length];
                    Cast.FromSingle(c.Format, values, codes, rounding, random, overflow, width);
                    for (var i = 0; i < codes.Length; i++)
                    {
                        var expected = exact.Encode(ExactFloat.Single.Decode(inputs[i].Bits), rounding, inputs[i].Random, overflow);
                        run.Require(codes[i] == expected, $"{rounding}, {overflow}, {width}: {inputs[i]} gives {codes[i]:x2}; {expected:x2} is exact");
                    }
                }
            }

            var singles = new float[256];
            Cast.ToSingle(c.Format, [.. Enumerable.Range(0, 256).Select(code => (byte)code)], singles, width);
            for (var code = 0u; code < singles.Length; code++)
            {
                var expected = ExactFloat.Single.Encode(exact.Decode(code), Rounding.NearestEven, 0, Overflow.Infinity);
                var got = BitConverter.SingleToUInt32Bits(singles[code]);
                run.Require(got == expected, $"{width}: code {code:x2} is {got:x8}; {expected:x8} is exact");
            }
        }

        run.Coverage.Hit("numerics: layouts", $"{c.ExponentBits} exponent bits", c.HasInfinity ? "infinity" : "no infinity");
    }

    private static ConversionInput[] Repeat(ConversionInput[] inputs) =>
        [.. Enumerable.Range(0, inputs.Length + Padding).Select(i => inputs[i % inputs.Length])];
}
