namespace Hardware.Firmware.Language;

public enum TokenKind
{
    /// <summary>A name; dots join words.</summary>
    Name,

    /// <summary>A number or an already evaluated macro argument, in <see cref="Token.Value"/>.</summary>
    Literal,

    /// <summary>A string, in <see cref="Token.Value"/>.</summary>
    Text,

    /// <summary>A dot and a name: a directive or a method of a view.</summary>
    Dotted,

    /// <summary>An operator or a bracket.</summary>
    Symbol,

    /// <summary>The end of the statement.</summary>
    End,
}

/// <summary>A word of a statement.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As written, pasted parts filled in.</param>
/// <param name="Start">Index of its first character in the statement's text.</param>
/// <param name="Finish">Index behind its last character.</param>
/// <param name="Value">Of literals and texts.</param>
public readonly record struct Token(TokenKind Kind, string Text, int Start, int Finish, Value Value = default)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && string.Equals(Text, symbol, StringComparison.Ordinal);

    /// <summary>As messages quote it.</summary>
    public string Quoted => Kind == TokenKind.End ? "the end of the line" : $"'{Text}'";
}
