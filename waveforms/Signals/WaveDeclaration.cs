using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Signals;

/// <summary>Walks scopes into a writer's header and sorts the signals by buffer.</summary>
internal sealed class WaveDeclaration(VcdWriter writer)
{
    private readonly record struct Place(WaveBuffer Buffer, int Offset, int Width, WaveKind Kind);

    private readonly Dictionary<Place, VcdIdentifier> _declared = [];
    private readonly Dictionary<WaveBuffer, int> _order = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(WaveLabels Labels, int Width), VcdEnumTable> _tables = [];

    /// <summary>Signals with an identifier of their own, by buffer in order of first use.</summary>
    public List<(WaveBuffer Buffer, List<(WaveSignal Signal, VcdIdentifier Identifier)> Signals)> ByBuffer { get; } = [];

    public void Add(WaveScope scope)
    {
        writer.OpenScope(scope.Kind, VcdNames.Scope(scope.Name));
        foreach (var signal in scope.Signals)
            Add(signal);
        foreach (var inner in scope.Scopes)
            Add(inner);
        writer.CloseScope();
    }

    private void Add(WaveSignal signal)
    {
        if (signal.Kind == WaveKind.Real && signal.Width is not (32 or 64))
            throw new ArgumentException($"'{signal.Name}' is a real of {signal.Width} bits; 32 or 64 are possible", nameof(signal));
        var name = VcdNames.Variable(signal.Name);
        var place = new Place(signal.Buffer, signal.Offset, signal.Width, signal.Kind);
        if (_declared.TryGetValue(place, out var known))
        {
            if (signal.Kind == WaveKind.Real)
                writer.DeclareRealAlias(name, known);
            else
                writer.DeclareAlias(name, signal.Width, known, Table(signal));
            return;
        }

        var identifier = signal.Kind == WaveKind.Real ? writer.DeclareReal(name) : writer.DeclareVector(name, signal.Width, Table(signal));
        _declared.Add(place, identifier);
        if (!_order.TryGetValue(signal.Buffer, out var index))
        {
            _order.Add(signal.Buffer, index = ByBuffer.Count);
            ByBuffer.Add((signal.Buffer, []));
        }

        ByBuffer[index].Signals.Add((signal, identifier));
    }

    private VcdEnumTable? Table(WaveSignal signal)
    {
        if (signal.Labels is not { } labels || signal.Width > 64)
            return null;
        var mask = ulong.MaxValue >> (64 - signal.Width);
        if (!_tables.TryGetValue((labels, signal.Width), out var table))
        {
            table = new VcdEnumTable(labels.Name, signal.Width, [.. labels.Labels.Select(label => KeyValuePair.Create(label.Value & mask, label.Text))]);
            _tables.Add((labels, signal.Width), table);
        }

        return table;
    }
}
