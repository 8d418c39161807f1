using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Waveforms.Gtkwave;
using Hardware.Waveforms.Signals;

namespace Hardware.Testbench.Waves;

/// <summary>
/// The signals that a person looks at first: for each stream that the program has, its sequencer's state and instruction, then what its
/// data path does; and how busy the first DMA engine is. They open a save file, unfolded; everything else comes folded below.
/// </summary>
internal static class WaveOverview
{
    private static readonly string[] SequencerSignals = ["state", "word_opcode", "program_counter"];

    private static readonly Dictionary<Engine, (string Scope, string[] Signals)> DataPaths = new()
    {
        [Engine.Tensor] = ("tensor", ["weight_stream", "moving_stream", "moving_element", "psum_write"]),
        [Engine.Vector] = ("vector", ["stage", "opcode", "beats_done"]),
        [Engine.Scalar] = ("scalar", ["stage", "opcode", "beats_done"]),
        [Engine.GpSimd] = ("gp_simd", ["stage", "opcode", "beats_done"]),
    };

    private static readonly (string Scope, string[] Signals) FirstDmaEngine = ("dma0", ["in_flight", "fifo_level"]);

    /// <param name="netlist">The netlist, after the run: streams that were never loaded are left out.</param>
    /// <param name="scopes">What is recorded.</param>
    public static IReadOnlyList<WaveHighlight> Of(Netlist netlist, IReadOnlyList<WaveScope> scopes)
    {
        var highlights = new List<WaveHighlight>();
        foreach (var core in netlist.All<Sequencer>().Where(s => s.CodeLength.Q > 0).GroupBy(s => s.Parent!))
        {
            foreach (var sequencer in core)
            {
                var name = $"core{sequencer.Core} {sequencer.Engine.AssemblyName()}";
                Add(highlights, scopes, sequencer.Path, SequencerSignals, name);
                if (DataPaths.TryGetValue(sequencer.Engine, out var path))
                    Add(highlights, scopes, $"{core.Key.Path}.{path.Scope}", path.Signals, name);
            }

            Add(highlights, scopes, $"{core.Key.Path}.{FirstDmaEngine.Scope}", FirstDmaEngine.Signals, $"{core.Key.LocalName} dma0");
        }

        return highlights;
    }

    private static void Add(List<WaveHighlight> highlights, IReadOnlyList<WaveScope> scopes, string path, string[] names, string label)
    {
        if (Find(scopes, path) is not { } scope)
            return;
        foreach (var name in names)
        {
            if (scope.Signals.Find(s => string.Equals(s.Name, name, StringComparison.Ordinal)) is { } signal)
                highlights.Add(new WaveHighlight(path, signal, $"{label} {name.Replace("word_", "", StringComparison.Ordinal)}"));
        }
    }

    private static WaveScope? Find(IReadOnlyList<WaveScope> scopes, string path)
    {
        WaveScope? found = null;
        foreach (var name in path.Split('.'))
        {
            found = scopes.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.Ordinal));
            if (found is null)
                return null;
            scopes = found.Scopes;
        }

        return found;
    }
}
