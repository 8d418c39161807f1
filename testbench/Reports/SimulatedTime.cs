using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Reports;

/// <summary>Times as people write them: <c>12.5us</c> in, microseconds out.</summary>
public static class SimulatedTime
{
    private static readonly (string Unit, decimal Femtoseconds)[] Units =
        [("fs", 1m), ("ps", 1e3m), ("ns", 1e6m), ("us", 1e9m), ("ms", 1e12m), ("s", 1e15m)];

    /// <summary>Ticks of a time such as <c>100ns</c> or <c>1.5us</c>.</summary>
    /// <exception cref="InputException">The text is no time.</exception>
    public static long ParseTicks(string text, ClockGrid grid, string option)
    {
        foreach (var (unit, femtoseconds) in Units)
        {
            if (!text.EndsWith(unit, StringComparison.Ordinal))
                continue;
            if (decimal.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                && value < long.MaxValue / femtoseconds)
            {
                return grid.FromFemtoseconds((long)(value * femtoseconds));
            }
        }

        throw new InputException(OptionCode.TimeMalformed, $"{option} {text}: a number with fs, ps, ns, us, ms or s would be right, for example 12.5us");
    }

    /// <summary>Microseconds of a span of ticks.</summary>
    public static double Microseconds(this ClockGrid grid, long ticks) => grid.ToFemtoseconds(ticks) / 1e9;
}
