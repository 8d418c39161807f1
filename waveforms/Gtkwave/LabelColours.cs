using Hardware.Waveforms.Signals;

namespace Hardware.Waveforms.Gtkwave;

/// <summary>Gives states that have no colour one: nothing happening is grey, the rest take turns, dark enough for white text.</summary>
public static class LabelColours
{
    private static readonly string[] Quiet = ["idle", "none", "empty", "asleep", "sleep", "off", "free", "nop"];

    private static readonly string[] Palette =
        ["DarkGreen", "DarkOrange4", "MidnightBlue", "DarkRed", "DarkSlateGray", "purple4", "DarkGoldenrod4", "DodgerBlue4", "DarkOliveGreen", "VioletRed4"];

    /// <summary>The same labels, all with colours; those that had one keep it.</summary>
    public static WaveLabels Fill(WaveLabels labels)
    {
        var coloured = new List<WaveLabel>(labels.Labels.Count);
        var turn = 0;
        foreach (var label in labels.Labels)
        {
            var colour = label.Colour;
            if (colour is null && Array.Exists(Quiet, quiet => string.Equals(quiet, label.Text, StringComparison.OrdinalIgnoreCase)))
                colour = "gray24";
            coloured.Add(label with { Colour = colour ?? Palette[turn++ % Palette.Length] });
        }

        return labels with { Labels = coloured };
    }
}
