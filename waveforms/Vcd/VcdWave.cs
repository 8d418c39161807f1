namespace Hardware.Waveforms.Vcd;

/// <summary>A wave that was read and found sound.</summary>
public sealed class VcdWave
{
    private readonly Dictionary<string, VcdVariable> _byPath = new(StringComparer.Ordinal);

    internal VcdWave()
    {
    }

    /// <summary>What one unit of time is worth.</summary>
    public VcdTimescale Timescale { get; internal set; }

    /// <summary>The writing program, or nothing.</summary>
    public string Version { get; internal set; } = string.Empty;

    /// <summary>Comments of the header, in order.</summary>
    public List<string> Comments { get; } = [];

    /// <summary>The top scopes.</summary>
    public List<VcdScope> Scopes { get; } = [];

    /// <summary>Every variable, aliases included, in order of declaration.</summary>
    public List<VcdVariable> Variables { get; } = [];

    /// <summary>The first time in the file.</summary>
    public long Start { get; internal set; }

    /// <summary>The last time in the file.</summary>
    public long End { get; internal set; }

    /// <summary>Lines of values, redundant ones included.</summary>
    public long ValueCount { get; internal set; }

    /// <summary>Times between which nothing was recorded; the second is the end of the file if recording never resumed.</summary>
    public List<(long From, long To)> Blackouts { get; } = [];

    /// <summary>The variable with a full name such as <c>top.core.state</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none; the message names one that ends alike, if any.</exception>
    public VcdVariable this[string path]
    {
        get
        {
            if (_byPath.TryGetValue(path, out var variable))
                return variable;
            var tail = path[(path.LastIndexOf('.') + 1)..];
            var near = Variables.Find(v => string.Equals(v.Name, tail, StringComparison.OrdinalIgnoreCase));
            throw new KeyNotFoundException($"the wave has no variable '{path}'" + (near is null ? string.Empty : $"; it has '{near.Path}'"));
        }
    }

    internal bool Add(VcdVariable variable)
    {
        Variables.Add(variable);
        return _byPath.TryAdd(variable.Path, variable);
    }
}
