using Hardware.Common.Chip;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;
using Hardware.Inferentia2;

namespace Hardware.Common.Tests;

/// <summary>The numbers of Inferentia2 with every value legal: what tests of the shared parts build on.</summary>
public static class TestSpec
{
    /// <summary>A spec with some numbers replaced.</summary>
    public static ChipSpec Create(params (string Name, long Value)[] overrides)
    {
        var spec = Inferentia2Spec.Create() with { Name = "test" };
        foreach (var (name, parameter) in spec.All.ToList())
            typeof(ChipSpec).GetProperty(name)!.SetValue(spec, parameter with { Minimum = long.MinValue, Maximum = long.MaxValue });
        return spec.With(overrides.ToDictionary(o => o.Name, o => o.Value, StringComparer.Ordinal));
    }

    /// <summary>The clock grid of a spec: 11.2 GHz for the default one.</summary>
    public static ClockGrid Grid(ChipSpec spec) => new ChipClocks(spec).Grid;
}
