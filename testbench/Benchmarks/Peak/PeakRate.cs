using System.Globalization;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>A rate of a whole chip that a program reached.</summary>
/// <param name="Chip">Name of the chip.</param>
/// <param name="Name">What was measured.</param>
/// <param name="Value">Units a second.</param>
/// <param name="Unit">What is counted; rates print in its billions or trillions.</param>
/// <param name="Limit">What the chip's parameters allow.</param>
public sealed record PeakRate(string Chip, string Name, double Value, PeakUnit Unit, PeakLimit Limit)
{
    /// <summary>The published rate; null if nothing is published.</summary>
    public PublishedPeak? Published { get; init; }

    /// <summary>How the work was counted; empty if the unit says it.</summary>
    public string Counted { get; init; } = "";

    /// <summary>Published rate over this one, if the difference is in what counts as an operation; else 0.</summary>
    public double Unexplained { get; init; }

    /// <summary>True if the program came as near to the limit as it has to.</summary>
    public bool ReachesLimit => Math.Abs((Value / Limit.Value) - 1) <= Limit.Tolerance;

    /// <summary>The rate as one line of the command.</summary>
    public Measurement ToMeasurement()
    {
        var parts = new List<string>();
        if (Counted.Length > 0)
            parts.Add(Counted);
        parts.Add(Published?.Against(Value, Unit) ?? "nothing published");
        if (Unexplained > 0)
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"unexplained factor {Unexplained:F2}"));
        parts.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"limit {Limit.Value / Unit.Scale:G5}, {Limit.Text}; {100 * Value / Limit.Value:F2} % of it, {(ReachesLimit ? "within" : "NOT within")} {100 * Limit.Tolerance:G2} %"));
        return new Measurement($"{Chip} {Name}", Value / Unit.Scale, Unit.Name, string.Join("; ", parts));
    }
}

/// <summary>The unit of a rate.</summary>
/// <param name="Name">As printed.</param>
/// <param name="Scale">Counts a second in one of it.</param>
public sealed record PeakUnit(string Name, double Scale)
{
    public static PeakUnit Teraflops { get; } = new("TFLOPS", 1e12);

    public static PeakUnit Teraops { get; } = new("TOPS", 1e12);

    public static PeakUnit Gigabytes { get; } = new("GB/s", 1e9);

    public static PeakUnit Gigaelements { get; } = new("G elements/s", 1e9);
}

/// <summary>The rate that the chip's parameters allow.</summary>
/// <param name="Value">Counts a second.</param>
/// <param name="Tolerance">Largest relative distance at which a program counts as having reached it.</param>
/// <param name="Text">What limits, as a product of parameters.</param>
public sealed record PeakLimit(double Value, double Tolerance, string Text);
