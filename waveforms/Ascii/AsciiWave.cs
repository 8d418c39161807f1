using System.Globalization;
using System.Numerics;
using System.Text;
using Hardware.Waveforms.Signals;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Ascii;

/// <summary>One line of a drawing.</summary>
/// <param name="Path">The variable's full name.</param>
/// <param name="Format">How a vector's value is printed; names of values win where the wave holds them or <paramref name="Labels"/> does.</param>
/// <param name="Labels">Names of values, when the wave itself has none.</param>
public sealed record AsciiRow(string Path, WaveFormat Format = WaveFormat.Hexadecimal, WaveLabels? Labels = null);

/// <summary>The window of a drawing.</summary>
/// <param name="From">Time of the first cell.</param>
/// <param name="Step">Time that a cell stands for, usually a clock's period.</param>
/// <param name="Cells">Number of cells.</param>
/// <param name="CellWidth">Characters of a cell, at least 2.</param>
public sealed record AsciiWindow(long From, long Step, int Cells, int CellWidth = 4);

/// <summary>
/// Draws signals as text, for expected pictures beside tests and for reports: a cell shows the value at its start, a single wire as
/// <c>__/--\_</c>, a vector as <c>|value</c>. A cell in which more happened than it can show ends with <c>!</c>.
/// </summary>
public static class AsciiWave
{
    /// <summary>The drawing, a line per row after a line of times, then the digest of the whole wave.</summary>
    public static string DrawWithDigest(VcdWave wave, AsciiWindow window, IReadOnlyList<AsciiRow> rows) =>
        Draw(wave, window, rows) + "digest " + WaveDigest.Of(wave) + "\n";

    /// <summary>The drawing, a line per row after a line of times.</summary>
    public static string Draw(VcdWave wave, AsciiWindow window, IReadOnlyList<AsciiRow> rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window.Step, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window.CellWidth, 2);
        var unit = wave.Timescale.Magnitude == 1 ? wave.Timescale.Unit : $"{wave.Timescale.Magnitude}{wave.Timescale.Unit}";
        var head = "time/" + unit;
        var column = rows.Max(row => row.Path.Length);
        column = Math.Max(column, head.Length) + 2;
        var text = new StringBuilder();
        AppendLine(text, head.PadRight(column) + Times(window));
        foreach (var row in rows)
        {
            var variable = wave[row.Path];
            var line = variable.Width == 1 && !variable.History.IsReal && row.Labels is null && variable.Labels is null
                ? Bit(variable.History, window)
                : Vector(variable, row, window);
            AppendLine(text, row.Path.PadRight(column) + line);
        }

        return text.ToString();
    }

    private static void AppendLine(StringBuilder text, string line) => text.Append(line.TrimEnd()).Append('\n');

    private static string Times(AsciiWindow window)
    {
        var line = new StringBuilder();
        for (var cell = 0; cell < window.Cells; cell++)
        {
            var at = cell * window.CellWidth;
            if (line.Length > at)
                continue;
            line.Append(' ', at - line.Length).Append(CultureInfo.InvariantCulture, $"{window.From + cell * window.Step} ");
        }

        return line.ToString();
    }

    private static string Bit(VcdHistory history, AsciiWindow window)
    {
        var line = new StringBuilder();
        var before = '\0';
        for (var cell = 0; cell < window.Cells; cell++)
        {
            var now = history.At(Start(window, cell))[0];
            var fill = now switch { '0' => '_', '1' => '-', _ => now };
            var edge = (before, now) switch { ('0', '1') => '/', ('1', '0') => '\\', _ => fill };
            line.Append(edge).Append(fill, window.CellWidth - 1);
            if (HidesChange(history, window, cell))
                line[^1] = '!';
            before = now;
        }

        return line.ToString();
    }

    private static string Vector(VcdVariable variable, AsciiRow row, AsciiWindow window)
    {
        var history = variable.History;
        var line = new StringBuilder();
        for (var cell = 0; cell < window.Cells;)
        {
            var index = history.IndexAt(Start(window, cell));
            var hidden = HidesChange(history, window, cell);
            var end = cell + 1;
            while (end < window.Cells && !hidden && history.IndexAt(Start(window, end)) == index)
                hidden = HidesChange(history, window, end++);
            var room = (end - cell) * window.CellWidth - 1;
            var value = index < 0 ? "x" : Print(variable, row, index);
            line.Append('|').Append(value.Length <= room ? value.PadRight(room) : value[..(room - 1)] + "~");
            if (hidden)
                line[^1] = '!';
            cell = end;
        }

        return line.ToString();
    }

    private static long Start(AsciiWindow window, int cell) => window.From + cell * window.Step;

    private static bool HidesChange(VcdHistory history, AsciiWindow window, int cell)
    {
        var first = history.IndexAt(Start(window, cell));
        var last = history.IndexAt(Start(window, cell + 1) - 1);
        return last > first && (last < 0 || first >= 0);
    }

    private static string Print(VcdVariable variable, AsciiRow row, int index)
    {
        var history = variable.History;
        if (history.IsReal)
            return history.Text(index);
        var digits = history.Digits(index);
        if (digits.AsSpan().ContainsAnyExcept('0', '1'))
            return digits.AsSpan().ContainsAnyExcept('x') ? digits : "x";
        if (variable.Labels is { } labels && labels.TryGetValue(digits, out var name))
            return name;
        if (row.Labels is { } extra && history.Width <= 64)
            foreach (var label in extra.Labels)
                if ((label.Value & (ulong.MaxValue >> (64 - history.Width))) == Convert.ToUInt64(digits, 2))
                    return label.Text;
        var number = BigInteger.Parse("0" + digits, NumberStyles.AllowBinarySpecifier, CultureInfo.InvariantCulture);
        return row.Format switch
        {
            WaveFormat.Binary => digits,
            WaveFormat.Unsigned or WaveFormat.Analog => number.ToString(CultureInfo.InvariantCulture),
            WaveFormat.Signed => (digits[0] == '1' ? number - (BigInteger.One << history.Width) : number).ToString(CultureInfo.InvariantCulture),
            _ => Hexadecimal(number, history.Width),
        };
    }

    private static string Hexadecimal(BigInteger number, int width)
    {
        var digits = (width + 3) / 4;
        // BigInteger puts a zero before a leading digit of 8 or more.
        return number.ToString("x", CultureInfo.InvariantCulture).TrimStart('0').PadLeft(digits, '0');
    }
}
