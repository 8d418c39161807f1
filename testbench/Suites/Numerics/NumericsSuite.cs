using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>The numbers: every vectorised kernel against its scalar form, and that against exact arithmetic.</summary>
public sealed class NumericsSuite : ISuite
{
    public string Name => "numerics";

    public string Summary => "conversions, lane operators and array sums at every vector width, against exact arithmetic";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        return [.. ConversionProperties.Of(core), .. ArithmeticProperties.Of(core), .. ColumnProperties.Of(core), .. NarrowingCampaign.Of(core)];
    }

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        var absent = DataTypes.Values.ToArray().Except(core.Types).ToList();
        return
        [
            .. LeftOut.Types(DataTypes.Values.ToArray(), core.Types, core.Name),
            .. absent.Select(t => new LeftOut(NarrowingCampaign.NameOf(t), $"{core.Name} has no {t.AssemblyName()}")),
            .. core.HasStochasticRounding ? (LeftOut[])[] : [new LeftOut("stochastic rounding", $"{core.Name} rounds to the nearest value only")],
            .. ConversionProperties.HasLayouts(core) ? (LeftOut[])[] : [new LeftOut(ConversionProperties.Layouts, $"{core.Name} has no FP8")],
            .. ArithmeticProperties.HasKernels(core) ? (LeftOut[])[] : [new LeftOut("operators of GpSimdE", $"{core.Name} has no such engine")],
            .. ArithmeticProperties.HasSplits(core) ? (LeftOut[])[] : [new LeftOut(ArithmeticProperties.Split, $"the array of {core.Name} does not multiply FP32")],
        ];
    }
}
