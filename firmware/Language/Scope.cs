namespace Hardware.Firmware.Language;

/// <summary>Names that hold values, and macro arguments; inner scopes see the outer ones.</summary>
/// <param name="parent">The scope around it, or null.</param>
public sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Token>> _arguments = new(StringComparer.Ordinal);

    /// <summary>The value of a name, from the innermost scope that has it.</summary>
    public bool TryFind(string name, out Value value)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._values.TryGetValue(name, out value))
                return true;
        }

        value = default;
        return false;
    }

    /// <summary>Sets a name in this scope.</summary>
    public void Declare(string name, Value value) => _values[name] = value;

    /// <summary>Sets a name where it is; in this scope if it is nowhere.</summary>
    public void Assign(string name, Value value)
    {
        var scope = this;
        while (scope is not null && !scope._values.ContainsKey(name))
            scope = scope.Outer;
        (scope ?? this)._values[name] = value;
    }

    /// <summary>Makes a name stand for tokens.</summary>
    public void Substitute(string name, IReadOnlyList<Token> tokens) => _arguments[name] = tokens;

    /// <summary>The tokens that a name stands for; a value of an inner scope hides them.</summary>
    public IReadOnlyList<Token>? Substitution(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._arguments.TryGetValue(name, out var tokens))
                return tokens;
            if (scope._values.ContainsKey(name))
                return null;
        }

        return null;
    }

    /// <summary>All names with values, innermost first, for suggestions.</summary>
    public IEnumerable<string> Names => Outer is null ? _values.Keys : _values.Keys.Concat(Outer.Names);

    private Scope? Outer { get; } = parent;
}
