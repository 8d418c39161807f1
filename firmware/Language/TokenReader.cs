using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>A place among the tokens of a statement.</summary>
public sealed class TokenReader(SourceText line, IEnumerable<Token> words)
{
    private readonly Token[] _tokens = [.. words];
    private int _next;

    public SourceText Line => line;

    /// <summary>The token at this place.</summary>
    public Token Current => _tokens[_next];

    /// <summary>The place of <see cref="Current"/>.</summary>
    public SourcePlace Place => line.At(Current.Start);

    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>A token further on; the end if there are not so many.</summary>
    public Token Peek(int ahead) => _tokens[Math.Min(_next + ahead, _tokens.Length - 1)];

    /// <summary>Takes the token.</summary>
    public Token Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End)
            _next++;
        return token;
    }

    /// <summary>Takes the token if it is that symbol.</summary>
    public bool TryTake(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        _next++;
        return true;
    }

    /// <summary>Takes a symbol.</summary>
    public void Expect(string symbol)
    {
        if (!TryTake(symbol))
            throw Unexpected($"'{symbol}'");
    }

    /// <summary>Takes a name.</summary>
    /// <param name="what">What the name is of, for the message.</param>
    public Token ExpectName(string what) => Current.Kind == TokenKind.Name ? Take() : throw Unexpected(what);

    /// <summary>Takes a string.</summary>
    public string ExpectText(string what)
    {
        if (Current.Kind is not (TokenKind.Text or TokenKind.Literal) || Current.Value.Kind != ValueKind.Text)
            throw Unexpected(what);
        return Take().Value.Text;
    }

    /// <summary>Requires that nothing is left.</summary>
    public void ExpectEnd()
    {
        if (!AtEnd)
            throw new InputException(SyntaxCode.TextAfterStatement, $"{Current.Quoted} follows a complete statement; remove it, or put it on its own line", Place);
    }

    /// <summary>The mistake that something else stands here.</summary>
    public InputException Unexpected(string expected) =>
        new(SyntaxCode.TokenUnexpected, $"{Current.Quoted} stands where {expected} is expected", Place);

    /// <summary>Puts another token in place of the current one.</summary>
    public void ReplaceCurrent(Token token) => _tokens[_next] = token;

    /// <summary>Steps over all tokens that begin before an index of the line's text.</summary>
    public void SkipTo(int index)
    {
        while (!AtEnd && Current.Start < index)
            _next++;
    }

    /// <summary>Remembers this place for <see cref="Rewind"/>.</summary>
    public int Mark() => _next;

    public void Rewind(int mark) => _next = mark;

    /// <summary>The tokens from a mark up to here, closed by an end.</summary>
    public IReadOnlyList<Token> Since(int mark) => [.. _tokens.Skip(mark).Take(_next - mark)];
}
