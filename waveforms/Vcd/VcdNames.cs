using System.Buffers;

namespace Hardware.Waveforms.Vcd;

/// <summary>
/// Names that every viewer reads the same way. A dot would start a new level, a colon fails silently in GTKWave, a bracket
/// after a variable's name makes an array scope in wellen, and a dollar sign could spell <c>$end</c>.
/// </summary>
public static class VcdNames
{
    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");

    private static readonly SearchValues<char> ScopeLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_[]");

    /// <summary>Whether a variable may have this name: letters, digits and underscores.</summary>
    public static bool IsVariableName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(Letters);

    /// <summary>Whether a scope may have this name: as a variable, and an index in brackets such as <c>lane[3]</c>.</summary>
    public static bool IsScopeName(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(ScopeLetters);

    /// <summary>A legal variable name near the given one: <c>ring[3]</c> becomes <c>ring_3</c>.</summary>
    public static string Variable(string name) => IsVariableName(name) ? name : Replace(name, Letters);

    /// <summary>A legal scope name near the given one.</summary>
    public static string Scope(string name) => IsScopeName(name) ? name : Replace(name, ScopeLetters);

    private static string Replace(string name, SearchValues<char> legal)
    {
        var text = new System.Text.StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (legal.Contains(letter))
                text.Append(letter);
            else if (letter != ']')
                text.Append('_');
        }

        return text.Length > 0 ? text.ToString() : "_";
    }
}
