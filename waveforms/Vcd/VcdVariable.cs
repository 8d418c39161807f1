namespace Hardware.Waveforms.Vcd;

/// <summary>A level of the hierarchy in a wave that was read.</summary>
public sealed class VcdScope
{
    internal VcdScope(string word, string name, string path) => (Kind, Name, Path) = (word, name, path);

    /// <summary>The word after <c>$scope</c>.</summary>
    public string Kind { get; }

    /// <summary>Its own name.</summary>
    public string Name { get; }

    /// <summary>Names from the top, with dots.</summary>
    public string Path { get; }

    /// <summary>Scopes inside, in order.</summary>
    public List<VcdScope> Scopes { get; } = [];

    /// <summary>Variables inside, in order.</summary>
    public List<VcdVariable> Variables { get; } = [];
}

/// <summary>One name of a wave that was read. Aliases are variables with the same <see cref="History"/>.</summary>
public sealed class VcdVariable
{
    internal VcdVariable(string type, string path, string name, int width, VcdIdentifier identifier, VcdHistory history, IReadOnlyDictionary<string, string>? labels)
    {
        Type = type;
        Path = path;
        Name = name;
        Width = width;
        Identifier = identifier;
        History = history;
        Labels = labels;
    }

    /// <summary>The word after <c>$var</c>: <c>wire</c>, <c>real</c>.</summary>
    public string Type { get; }

    /// <summary>Names from the top, with dots.</summary>
    public string Path { get; }

    /// <summary>Its own name, without the range.</summary>
    public string Name { get; }

    /// <summary>Bits; 64 for a real.</summary>
    public int Width { get; }

    /// <summary>The code that its changes carry.</summary>
    public VcdIdentifier Identifier { get; }

    /// <summary>Its changes.</summary>
    public VcdHistory History { get; }

    /// <summary>Names of values (keys are digits of full width), when the file holds a table for the variable.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; }
}
