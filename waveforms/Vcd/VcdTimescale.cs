namespace Hardware.Waveforms.Vcd;

/// <summary>What one unit of time in the file is worth: 1, 10 or 100 of s, ms, us, ns, ps or fs.</summary>
/// <param name="Magnitude">1, 10 or 100.</param>
/// <param name="Unit">The unit's symbol.</param>
public readonly record struct VcdTimescale(int Magnitude, string Unit)
{
    private static readonly string[] Units = ["s", "ms", "us", "ns", "ps", "fs"];

    /// <summary>1 fs, the grid on which this project's waves lie.</summary>
    public static VcdTimescale Femtosecond { get; } = new(1, "fs");

    /// <summary>Power of ten of a second: -15 for 1 fs.</summary>
    public int Exponent => -3 * Array.IndexOf(Units, Unit) + (Magnitude switch { 1 => 0, 10 => 1, _ => 2 });

    /// <summary>Reads <c>1 fs</c> or <c>1fs</c>.</summary>
    public static bool TryParse(string text, out VcdTimescale timescale)
    {
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789".AsSpan());
        timescale = default;
        if (digits <= 0 || text[..digits] is not ("1" or "10" or "100"))
            return false;
        var unit = text[digits..].Trim();
        if (Array.IndexOf(Units, unit) < 0)
            return false;
        timescale = new VcdTimescale(text[..digits].Length switch { 1 => 1, 2 => 10, _ => 100 }, unit);
        return true;
    }

    /// <summary>The text between <c>$timescale</c> and <c>$end</c>.</summary>
    public override string ToString() => $"{Magnitude} {Unit}";
}
