namespace Hardware.Waveforms.Timeline;

/// <summary>A named detail of an event, shown when it is selected: a text, a whole number or a real.</summary>
public readonly record struct TraceArgument
{
    /// <summary>A text.</summary>
    public TraceArgument(string name, string text) => (Name, Text) = (name, text);

    /// <summary>A whole number.</summary>
    public TraceArgument(string name, long number) => (Name, Number) = (name, number);

    /// <summary>A real; infinities and NaN become text, since JSON has no numbers for them.</summary>
    public TraceArgument(string name, double real)
    {
        Name = name;
        if (double.IsFinite(real))
            Real = real;
        else
            Text = real.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    internal string Name { get; }

    internal string? Text { get; }

    internal long Number { get; }

    internal double? Real { get; }
}
