using System.Globalization;
using System.Text;

namespace Hardware.Waveforms.Vcd;

/// <summary>Names for the values of a variable, as Surfer reads them from the file itself; GTKWave takes a filter file instead.</summary>
/// <param name="Name">The type's name, one word.</param>
/// <param name="Width">Bits of the variable.</param>
/// <param name="Labels">Value and name, one word each.</param>
public sealed record VcdEnumTable(string Name, int Width, IReadOnlyList<KeyValuePair<ulong, string>> Labels)
{
    /// <summary>The line that defines the table under a number, counted from 1 in the file.</summary>
    internal string Definition(int handle)
    {
        var text = new StringBuilder("$attrbegin misc 07 ").Append(VcdNames.Variable(Name));
        text.Append(CultureInfo.InvariantCulture, $" {Labels.Count}");
        foreach (var label in Labels)
            text.Append(' ').Append(VcdNames.Variable(label.Value));
        foreach (var label in Labels)
            text.Append(' ').Append(label.Key.ToString("B" + Width.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
        return text.Append(CultureInfo.InvariantCulture, $" {handle} $end\n").ToString();
    }

    /// <summary>The line that, right before a variable, gives it the table.</summary>
    internal static string Reference(int handle) => string.Create(CultureInfo.InvariantCulture, $"$attrbegin misc 07 \"\" {handle} $end\n");
}
