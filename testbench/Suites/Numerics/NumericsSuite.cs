namespace Hardware.Testbench.Suites.Numerics;

/// <summary>The numbers: every vectorised kernel against its scalar form, and that against exact arithmetic.</summary>
public sealed class NumericsSuite : ISuite
{
    public string Name => "numerics";

    public string Summary => "conversions, lane operators and array sums at every vector width, against exact arithmetic";

    public IReadOnlyList<SuiteProperty> Properties { get; } = [.. ConversionProperties.All, .. ArithmeticProperties.All, .. ColumnProperties.All, .. NarrowingCampaign.All];
}
