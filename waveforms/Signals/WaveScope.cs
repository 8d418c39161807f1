using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Signals;

/// <summary>A level of the hierarchy that is traced.</summary>
/// <param name="Name">Its name among its siblings.</param>
/// <param name="Kind">What it is; a component is a module, a channel an interface.</param>
public sealed record WaveScope(string Name, VcdScopeKind Kind = VcdScopeKind.Module)
{
    /// <summary>Signals, in the order in which they are shown.</summary>
    public List<WaveSignal> Signals { get; init; } = [];

    /// <summary>Scopes inside.</summary>
    public List<WaveScope> Scopes { get; init; } = [];
}
