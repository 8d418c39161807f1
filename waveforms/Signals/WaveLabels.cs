using System.Globalization;

namespace Hardware.Waveforms.Signals;

/// <summary>A name for one value of a signal.</summary>
/// <param name="Value">The value.</param>
/// <param name="Text">Its name.</param>
/// <param name="Colour">An X11 colour name that GTKWave paints the value in, or null for the trace's own.</param>
public readonly record struct WaveLabel(ulong Value, string Text, string? Colour = null);

/// <summary>The names of a signal's values. Signals of one type share one object, and so one table in the files.</summary>
/// <param name="Name">The type's name.</param>
/// <param name="Labels">Value and name, each value once.</param>
public sealed record WaveLabels(string Name, IReadOnlyList<WaveLabel> Labels)
{
    /// <summary>The names of an enumeration, in order of value.</summary>
    public static WaveLabels Of(Type enumeration)
    {
        var values = Enum.GetValuesAsUnderlyingType(enumeration);
        var labels = new List<WaveLabel>(values.Length);
        foreach (var value in values)
        {
            var name = Enum.GetName(enumeration, value)!;
            var bits = value is sbyte or short or int or long
                ? unchecked((ulong)Convert.ToInt64(value, CultureInfo.InvariantCulture))
                : Convert.ToUInt64(value, CultureInfo.InvariantCulture);
            var label = new WaveLabel(bits, name);
            if (!labels.Exists(known => known.Value == label.Value))
                labels.Add(label);
        }

        return new WaveLabels(enumeration.Name, labels);
    }
}
