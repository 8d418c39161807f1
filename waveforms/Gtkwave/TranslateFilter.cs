using System.Globalization;
using System.Text;
using Hardware.Waveforms.Signals;

namespace Hardware.Waveforms.Gtkwave;

/// <summary>
/// A GTKWave translate filter file: names for the values of a trace, one <c>value name</c> a line. GTKWave compares with the
/// text that the trace shows, so the values here are hexadecimal with all leading zeros, as <see cref="TraceFormat.Hexadecimal"/> shows them.
/// </summary>
public static class TranslateFilter
{
    /// <summary>The file's text for a signal of a width.</summary>
    public static string Text(WaveLabels labels, int width)
    {
        var digits = "x" + ((width + 3) / 4).ToString(CultureInfo.InvariantCulture);
        var mask = ulong.MaxValue >> Math.Max(0, 64 - width);
        var text = new StringBuilder("# ").Append(labels.Name).Append('\n');
        foreach (var label in labels.Labels)
        {
            text.Append((label.Value & mask).ToString(digits, CultureInfo.InvariantCulture)).Append(' ');
            if (label.Colour is { } colour)
                text.Append('?').Append(colour).Append('?');
            text.Append(label.Text).Append('\n');
        }

        return text.ToString();
    }
}
