namespace Hardware.Waveforms.Vcd;

/// <summary>What a scope is. Only words that GTKWave and wellen (Surfer) both know.</summary>
public enum VcdScopeKind
{
    /// <summary>A component.</summary>
    Module,
    /// <summary>A task of a testbench.</summary>
    Task,
    /// <summary>A function.</summary>
    Function,
    /// <summary>A named sequential block.</summary>
    Begin,
    /// <summary>A named parallel block.</summary>
    Fork,
    /// <summary>One of many alike, such as a bank's lanes.</summary>
    Generate,
    /// <summary>A payload or register with fields.</summary>
    Struct,
    /// <summary>Overlaid fields.</summary>
    Union,
    /// <summary>An object of a testbench.</summary>
    Class,
    /// <summary>A channel with its handshake.</summary>
    Interface,
    /// <summary>Shared definitions.</summary>
    Package,
    /// <summary>A testbench.</summary>
    Program,
}

/// <summary>The words of <see cref="VcdScopeKind"/> as they stand in the file.</summary>
public static class VcdScopeKinds
{
    private static readonly string[] Words =
        ["module", "task", "function", "begin", "fork", "generate", "struct", "union", "class", "interface", "package", "program"];

    /// <summary>The word after <c>$scope</c>.</summary>
    public static string Word(this VcdScopeKind kind) => Words[(int)kind];

    /// <summary>Finds a kind by its word.</summary>
    public static bool TryParse(string word, out VcdScopeKind kind)
    {
        var index = Array.IndexOf(Words, word);
        kind = (VcdScopeKind)Math.Max(index, 0);
        return index >= 0;
    }
}
