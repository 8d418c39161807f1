using System.Globalization;
using System.Text;
using Hardware.Common.IO;

namespace Hardware.Waveforms.Gtkwave;

/// <summary>
/// Builds a GTKWave save file, so that <c>gtkwave NAME.gtkw</c> opens the wave with its traces in order, grouped, named and zoomed.
/// </summary>
/// <remarks>
/// File names in it are relative to the save file. GTKWave resolves them from its own place as long as the file names itself in
/// <c>[savefile]</c> the same way, so the folder may be moved and opened from anywhere.
/// </remarks>
public sealed class SaveFile
{
    /// <summary>GTKWave's table of filter files has this many places, numbered from 1.</summary>
    public const int MaximumFilters = 127;

    // Lines below an analog trace that it may use, and pixels of borders and scroll bars.
    private const int AnalogHeight = 2;
    private const int Borders = 120;
    private readonly StringBuilder _traces = new();
    private readonly Dictionary<string, int> _filters = new(StringComparer.Ordinal);
    private readonly List<string> _open = [];
    private readonly Stack<(string Name, bool Closed)> _groups = new();
    private (long From, long To) _view;

    /// <summary>Window width and height in pixels.</summary>
    public (int Width, int Height) WindowSize { get; init; } = (1600, 900);

    /// <summary>Pixels of the column of names.</summary>
    public int NamesWidth { get; init; } = 280;

    /// <summary>Pixels of the hierarchy tree.</summary>
    public int TreeWidth { get; init; } = 200;

    /// <summary>Opens a node of the hierarchy tree.</summary>
    public void OpenTree(string scopePath) => _open.Add(scopePath);

    /// <summary>Shows the time from <paramref name="from"/> to <paramref name="to"/>, in units of the wave.</summary>
    public void View(long from, long to) => _view = (from, to);

    /// <summary>Starts a group, folded up if <paramref name="closed"/>.</summary>
    public void BeginGroup(string name, bool closed = false)
    {
        _groups.Push((name, closed));
        AppendLabel(closed ? 0xC00200 : 0x800200, name);
    }

    /// <summary>Ends the group that was started last.</summary>
    public void EndGroup()
    {
        var (name, closed) = _groups.Pop();
        AppendLabel(closed ? 0x1401200 : 0x1000200, name);
    }

    /// <summary>Adds a line of text, or an empty line.</summary>
    public void AddLabel(string text = "") => AppendLabel(0x200, text);

    /// <summary>Adds a trace.</summary>
    /// <param name="path">Names from the top with dots, with <c>[msb:lsb]</c> for a vector.</param>
    /// <param name="format">How it is shown.</param>
    /// <param name="filter">For <see cref="TraceFormat.Labels"/>: the filter file, relative to the save file.</param>
    /// <param name="colour">Colour of the trace.</param>
    /// <param name="alias">A name to show instead of the path.</param>
    /// <returns>False when GTKWave has no place for a further filter file; the trace then shows plain hexadecimal.</returns>
    public bool AddTrace(string path, TraceFormat format, string? filter = null, TraceColour colour = TraceColour.Default, string? alias = null)
    {
        var number = filter is null ? 0 : FilterNumber(filter);
        var shown = format == TraceFormat.Labels && number == 0 ? TraceFormat.Hexadecimal : format;
        _traces.Append(CultureInfo.InvariantCulture, $"@{(int)shown:x}\n");
        if (colour != TraceColour.Default)
            _traces.Append(CultureInfo.InvariantCulture, $"[color] {(int)colour}\n");
        if (number > 0)
            _traces.Append(CultureInfo.InvariantCulture, $"^{number} {filter}\n");
        _traces.Append(alias is null ? string.Empty : $"+{{{alias}}} ").Append(path).Append('\n');
        if (format is TraceFormat.AnalogReal or TraceFormat.AnalogSigned or TraceFormat.AnalogUnsigned)
            for (var i = 0; i < AnalogHeight; i++)
                AppendLabel(0x20000, string.Empty);
        return filter is null || number > 0;
    }

    /// <summary>The text of the file.</summary>
    /// <param name="dumpFile">The wave, relative to the save file.</param>
    /// <param name="saveFile">The save file's own name without folders.</param>
    public string Text(string dumpFile, string saveFile)
    {
        if (_groups.TryPeek(out var group))
            throw new InvalidOperationException($"group '{group.Name}' is still open");
        var text = new StringBuilder("[*] neuron-rtl\n");
        text.Append(CultureInfo.InvariantCulture, $"[dumpfile] \"{dumpFile}\"\n[savefile] \"{saveFile}\"\n[timestart] {_view.From}\n");
        text.Append(CultureInfo.InvariantCulture, $"[size] {WindowSize.Width} {WindowSize.Height}\n[pos] -1 -1\n*{Zoom():F6} -1\n");
        foreach (var path in _open)
            text.Append("[treeopen] ").Append(path).Append(".\n");
        text.Append(CultureInfo.InvariantCulture, $"[sst_width] {TreeWidth}\n[signals_width] {NamesWidth}\n[sst_expanded] 1\n");
        return text.Append(_traces).ToString();
    }

    /// <summary>Writes the file beside its wave.</summary>
    public void Write(string path, string dumpFile) => AtomicFile.WriteAllText(path, Text(dumpFile, Path.GetFileName(path)));

    // GTKWave keeps the zoom as minus the binary logarithm of the time that 200 pixels show.
    private double Zoom()
    {
        var pixels = Math.Max(200, WindowSize.Width - NamesWidth - TreeWidth - Borders);
        var time = Math.Max(1.0, _view.To - _view.From);
        return Math.Min(0, -Math.Log2(time * 200 / pixels));
    }

    private int FilterNumber(string filter)
    {
        if (_filters.TryGetValue(filter, out var number))
            return number;
        if (_filters.Count == MaximumFilters)
            return 0;
        _filters.Add(filter, number = _filters.Count + 1);
        return number;
    }

    private void AppendLabel(int flags, string text) => _traces.Append(CultureInfo.InvariantCulture, $"@{flags:x}\n-{text}\n");
}
