using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>A configured FP8 layout, within the ranges of the chip's parameters, and FP32 values to convert to it.</summary>
/// <param name="ExponentBits">1 to 6.</param>
/// <param name="Bias">-64 to 144.</param>
/// <param name="HasInfinity">Whether the all-ones exponent is reserved.</param>
/// <param name="Inputs">At least one.</param>
public sealed record LayoutCase(int ExponentBits, int Bias, bool HasInfinity, ConversionInput[] Inputs)
{
    /// <summary>Cases for a core that has such layouts.</summary>
    public static Arbitrary<LayoutCase> ArbitraryOf(CoreFeatures core) => Arb.From(
        from exponentBits in Gen.Choose(1, 6)
        from bias in Gen.Frequency((1, Gen.Choose(-64, 144)), (1, Gen.Choose(0, 20)), (1, Gen.Choose(120, 144)))
        from hasInfinity in Gen.Elements(true, false)
        let format = new FloatFormat(exponentBits, 7 - exponentBits, bias, hasInfinity)
        from count in Gen.Choose(1, 40)
        from inputs in Input(core, format).ArrayOf(count)
        select new LayoutCase(exponentBits, bias, hasInfinity, inputs),
        Shrink);

    /// <summary>The layout as the model has it.</summary>
    public FloatFormat Format => new(ExponentBits, 7 - ExponentBits, Bias, HasInfinity);

    /// <summary>The layout by its definition.</summary>
    public ExactFloat Exact => new(ExponentBits, 7 - ExponentBits, Bias, HasInfinity);

    public override string ToString() => $"{ExponentBits} exponent bits, bias {Bias}, {(HasInfinity ? "with" : "without")} infinity: {string.Join(", ", Inputs)}";

    private static Gen<ConversionInput> Input(CoreFeatures core, FloatFormat format) => Gen.Frequency((2, ConversionCase.Input(ConversionCase.NearTieOf(format))), (1, ConversionCase.AnyInput(core)));

    private static IEnumerable<LayoutCase> Shrink(LayoutCase c) =>
    [
        .. Shrinking.Sequence(c.Inputs, ConversionCase.Smaller, fewest: 1).Select(inputs => c with { Inputs = inputs }),
        .. Shrinking.Toward(0, c.Bias).Select(bias => c with { Bias = bias }),
        .. Shrinking.Toward(1, c.ExponentBits).Select(bits => c with { ExponentBits = bits }),
    ];
}
