using System.Globalization;
using Hardware.Common.IO;
using Hardware.Waveforms.Signals;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Gtkwave;

/// <summary>
/// Writes what GTKWave needs beside a wave: <c>NAME.gtkw</c> with a group per scope, and <c>NAME.labels/</c> with a filter file
/// per enumeration.
/// </summary>
public static class WaveCompanions
{
    /// <summary>Traces that start unfolded; groups after that start folded, so that a big wave opens readable.</summary>
    public const int UnfoldedTraces = 60;

    /// <summary>Traces in the save file; the rest of the wave is in GTKWave's tree.</summary>
    public const int MaximumTraces = 4000;

    /// <summary>Writes the files and returns the path of the save file.</summary>
    /// <param name="wavePath">The wave; <c>NAME.vcd</c> gives <c>NAME.gtkw</c>.</param>
    /// <param name="scopes">What was traced.</param>
    /// <param name="from">First time to show.</param>
    /// <param name="to">Last time to show.</param>
    /// <param name="highlights">Signals to show first, unfolded; with any, all other groups start folded.</param>
    /// <exception cref="Common.Diagnostics.InputException">A file cannot be created.</exception>
    public static string Write(string wavePath, IReadOnlyList<WaveScope> scopes, long from, long to, IReadOnlyList<WaveHighlight>? highlights = null)
    {
        var savePath = Path.ChangeExtension(wavePath, ".gtkw");
        var plan = new Plan(Path.GetFileNameWithoutExtension(wavePath) + ".labels");
        plan.Save.View(from, to);
        plan.Add(highlights ?? []);
        foreach (var scope in scopes)
        {
            var name = VcdNames.Scope(scope.Name);
            plan.Save.OpenTree(name);
            if (scope.Scopes.Count == 1)
                plan.Save.OpenTree($"{name}.{VcdNames.Scope(scope.Scopes[0].Name)}");
            plan.Add(scope, name);
        }

        if (plan.Filters.Count > 0)
        {
            var folder = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(wavePath))!, plan.Folder);
            Directory.CreateDirectory(folder);
            foreach (var (name, text) in plan.Filters)
                AtomicFile.WriteAllText(Path.Combine(folder, name), text);
        }

        plan.Save.Write(savePath, Path.GetFileName(wavePath));
        return savePath;
    }

    private sealed class Plan(string folder)
    {
        private readonly Dictionary<(WaveLabels Labels, int Width), string> _names = [];
        private int _traces;

        public string Folder => folder;

        public SaveFile Save { get; } = new();

        public SortedDictionary<string, string> Filters { get; } = new(StringComparer.Ordinal);

        public void Add(IReadOnlyList<WaveHighlight> highlights)
        {
            if (highlights.Count == 0) return;
            Save.BeginGroup("overview");
            foreach (var (path, signal, label) in highlights) Add(signal, string.Join('.', path.Split('.').Select(VcdNames.Scope)), label);
            Save.EndGroup();
            _traces = UnfoldedTraces + 1;
        }

        public void Add(WaveScope scope, string path)
        {
            if (_traces >= MaximumTraces)
                return;
            var folded = _traces + scope.Signals.Count > UnfoldedTraces && _traces > 0;
            Save.BeginGroup(VcdNames.Scope(scope.Name), folded);
            foreach (var signal in scope.Signals)
                if (_traces++ < MaximumTraces)
                    Add(signal, path);
            foreach (var inner in scope.Scopes)
                Add(inner, $"{path}.{VcdNames.Scope(inner.Name)}");
            Save.EndGroup();
        }

        private void Add(WaveSignal signal, string path, string? label = null)
        {
            var name = VcdNames.Variable(signal.Name);
            var full = signal.Width == 1 || signal.Kind == WaveKind.Real
                ? $"{path}.{name}"
                : string.Create(CultureInfo.InvariantCulture, $"{path}.{name}[{signal.Width - 1}:0]");
            // GTKWave draws a single wire as a line and puts no names on it.
            if (signal.Labels is { } labels && signal.Width is > 1 and <= 64)
                Save.AddTrace(full, TraceFormat.Labels, $"{folder}/{Filter(labels, signal.Width)}", alias: label ?? name);
            else
                Save.AddTrace(full, Format(signal), alias: label ?? name);
        }

        private string Filter(WaveLabels labels, int width)
        {
            if (_names.TryGetValue((labels, width), out var name))
                return name;
            var stem = VcdNames.Variable(labels.Name);
            name = stem + ".txt";
            for (var copy = 2; Filters.ContainsKey(name); copy++)
                name = string.Create(CultureInfo.InvariantCulture, $"{stem}_{copy}.txt");
            Filters.Add(name, TranslateFilter.Text(LabelColours.Fill(labels), width));
            _names.Add((labels, width), name);
            return name;
        }

        private static TraceFormat Format(WaveSignal signal) => signal.Kind == WaveKind.Real
            ? TraceFormat.AnalogReal
            : signal.Format switch
            {
                WaveFormat.Binary => TraceFormat.Binary,
                WaveFormat.Unsigned => TraceFormat.Unsigned,
                WaveFormat.Signed => TraceFormat.Signed,
                WaveFormat.Analog => TraceFormat.AnalogUnsigned,
                _ => TraceFormat.Hexadecimal,
            };
    }
}

/// <summary>A signal that a save file shows first.</summary>
/// <param name="Path">Scopes from the root to the signal's, with dots.</param>
/// <param name="Signal">The signal.</param>
/// <param name="Label">Name to show.</param>
public sealed record WaveHighlight(string Path, WaveSignal Signal, string Label);
