using System.Globalization;

namespace Hardware.Waveforms.Vcd;

/// <summary>The declarations of a wave: gives out identifiers in order and refuses names that a viewer could confuse.</summary>
internal sealed class VcdHeader(bool enumTables)
{
    private readonly Stack<(string Path, HashSet<string> Names)> _scopes = new([(string.Empty, new HashSet<string>(StringComparer.Ordinal))]);
    private readonly Dictionary<VcdEnumTable, int> _tables = new(ReferenceEqualityComparer.Instance);

    public int VariableCount { get; private set; }

    public string OpenScope(VcdScopeKind kind, string name)
    {
        if (!VcdNames.IsScopeName(name))
            throw new ArgumentException($"'{name}' cannot name a scope in a wave; '{VcdNames.Scope(name)}' could", nameof(name));
        var path = Claim(name);
        _scopes.Push((path, new HashSet<string>(StringComparer.Ordinal)));
        return $"$scope {kind.Word()} {name} $end\n";
    }

    public string CloseScope()
    {
        if (_scopes.Count == 1)
            throw new InvalidOperationException("no scope is open");
        _scopes.Pop();
        return "$upscope $end\n";
    }

    public string Vector(string name, int width, VcdEnumTable? labels, VcdIdentifier? alias, out VcdIdentifier identifier)
    {
        var range = width == 1 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" [{width - 1}:0]");
        var line = string.Create(CultureInfo.InvariantCulture, $"$var wire {width} {Take(name, alias, out identifier)} {name}{range} $end\n");
        return labels is null || !enumTables ? line : Table(labels) + line;
    }

    public string Real(string name, VcdIdentifier? alias, out VcdIdentifier identifier) =>
        $"$var real 64 {Take(name, alias, out identifier)} {name} $end\n";

    public void RequireClosed()
    {
        if (_scopes.Count > 1)
            throw new InvalidOperationException($"scope '{_scopes.Peek().Path}' is still open");
    }

    private VcdIdentifier Take(string name, VcdIdentifier? alias, out VcdIdentifier identifier)
    {
        if (!VcdNames.IsVariableName(name))
            throw new ArgumentException($"'{name}' cannot name a variable in a wave; '{VcdNames.Variable(name)}' could", nameof(name));
        if (_scopes.Count == 1)
            throw new InvalidOperationException($"variable '{name}' lies outside every scope");
        Claim(name);
        if (alias is { } shared && (shared.Number < 1 || shared.Number > VariableCount))
            throw new ArgumentException($"'{name}' is an alias of no variable", nameof(alias));
        return identifier = alias ?? new VcdIdentifier(++VariableCount);
    }

    private string Claim(string name)
    {
        var (path, names) = _scopes.Peek();
        var full = path.Length == 0 ? name : $"{path}.{name}";
        if (!names.Add(name))
            throw new ArgumentException($"'{full}' is declared twice", nameof(name));
        return full;
    }

    private string Table(VcdEnumTable table)
    {
        if (_tables.TryGetValue(table, out var handle))
            return VcdEnumTable.Reference(handle);
        _tables.Add(table, handle = _tables.Count + 1);
        return table.Definition(handle) + VcdEnumTable.Reference(handle);
    }
}
