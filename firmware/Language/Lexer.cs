using System.Globalization;
using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>Splits a statement into tokens. Pastes and macro arguments are filled in here.</summary>
/// <param name="line">The statement.</param>
/// <param name="paste">Gives the text of the expression in <c>{...}</c>.</param>
/// <param name="substitute">Gives the tokens that stand for a name (a macro's argument), or null.</param>
public sealed class Lexer(SourceText line, Func<SourceText, int, string, string> paste, Func<string, IReadOnlyList<Token>?> substitute)
{
    private static readonly string[] Symbols =
    [
        "->", "..", "&&", "||", "==", "!=", "<=", ">=", "<<", ">>", "++", "--", "+=", "-=",
        "(", ")", "[", "]", ",", ":", "=", "<", ">", "+", "-", "*", "/", "%", "@", "$", "&", "|", "^", "~", "!", "?",
    ];

    private readonly string _text = line.Text;
    private readonly List<Token> _tokens = [];
    private int _at;

    /// <summary>All tokens, the last of kind <see cref="TokenKind.End"/>.</summary>
    public IReadOnlyList<Token> Run()
    {
        while (true)
        {
            while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
                _at++;
            if (_at >= _text.Length)
                break;
            var c = _text[_at];
            if (IsNameStart(c) || c == '{')
                Name();
            else if (char.IsAsciiDigit(c))
                Number();
            else if (c == '"')
                Text();
            else if (c == '.' && _at + 1 < _text.Length && IsNameStart(_text[_at + 1]))
                Dotted();
            else
                Symbol();
        }

        _tokens.Add(new Token(TokenKind.End, "", _text.Length, _text.Length));
        return _tokens;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private void Name()
    {
        var start = _at;
        var (name, pasted) = Word();
        var assigned = _at < _text.Length && _text[_at] == '=' && (_at + 1 >= _text.Length || _text[_at + 1] != '=');
        if (!pasted && !assigned && substitute(name) is { } argument)
        {
            foreach (var token in argument)
                _tokens.Add(token with { Start = start, Finish = _at });
            return;
        }

        // "view.reshape(...)" where view is an argument.
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (!pasted && dot > 0 && substitute(name[..dot]) is { } view)
        {
            foreach (var token in view)
                _tokens.Add(token with { Start = start, Finish = start + dot });
            _tokens.Add(new Token(TokenKind.Dotted, name[dot..], start + dot, _at));
            return;
        }

        _tokens.Add(new Token(TokenKind.Name, name, start, _at));
    }

    private void Dotted()
    {
        var start = _at++;
        var (name, _) = Word();
        _tokens.Add(new Token(TokenKind.Dotted, "." + name, start, _at));
    }

    private (string Name, bool Pasted) Word()
    {
        var name = new StringBuilder();
        var pasted = false;
        while (_at < _text.Length)
        {
            var c = _text[_at];
            if (c == '{')
            {
                name.Append(Paste());
                pasted = true;
            }
            else if (IsNamePart(c) || (c == '.' && _at + 1 < _text.Length && (IsNameStart(_text[_at + 1]) || _text[_at + 1] == '{')))
            {
                name.Append(c);
                _at++;
            }
            else
            {
                break;
            }
        }

        return (name.ToString(), pasted);
    }

    private string Paste()
    {
        var start = _at;
        var end = _text.IndexOf('}', start);
        if (end < 0)
            throw new InputException(SyntaxCode.PasteNotClosed, "'{' is not closed on this line; write {EXPRESSION}", line.At(start));
        _at = end + 1;
        return paste(line, start + 1, _text[(start + 1)..end]);
    }

    private void Text()
    {
        var start = _at++;
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '{')
                text.Append(Paste());
            else
                text.Append(_text[_at++]);
        }

        if (_at >= _text.Length)
            throw new InputException(SyntaxCode.TextNotClosed, "the string is not closed on this line; add '\"'", line.At(start));
        _at++;
        _tokens.Add(new Token(TokenKind.Text, _text[start.._at], start, _at, Value.Of(text.ToString())));
    }

    private void Number()
    {
        var start = _at;
        if (_text[_at] == '0' && _at + 1 < _text.Length && _text[_at + 1] is 'x' or 'X')
        {
            _at += 2;
            TakeWhile(char.IsAsciiHexDigit);
            var digits = Digits(start + 2);
            Add(start, ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits), Value.Of(unchecked((long)bits)));
            return;
        }

        TakeWhile(char.IsAsciiDigit);
        var isFloat = false;
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            isFloat = true;
            _at++;
            TakeWhile(char.IsAsciiDigit);
        }

        if (_at < _text.Length && _text[_at] is 'e' or 'E')
        {
            isFloat = true;
            _at++;
            if (_at < _text.Length && _text[_at] is '+' or '-')
                _at++;
            TakeWhile(char.IsAsciiDigit);
        }

        var text = Digits(start);
        if (_at < _text.Length && _text[_at] == '%' && (_at + 1 >= _text.Length || char.IsWhiteSpace(_text[_at + 1]) || _text[_at + 1] is ')' or ','))
        {
            _at++;
            Add(start, double.TryParse(text, CultureInfo.InvariantCulture, out var percent), Value.Of(percent / 100));
        }
        else if (isFloat)
        {
            Add(start, double.TryParse(text, CultureInfo.InvariantCulture, out var number), Value.Of(number));
        }
        else
        {
            Add(start, long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var integer), Value.Of(integer));
        }
    }

    private string Digits(int from) => _text[from.._at].Replace("_", "", StringComparison.Ordinal);

    private void TakeWhile(Func<char, bool> isDigit)
    {
        while (_at < _text.Length && (isDigit(_text[_at]) || _text[_at] == '_'))
            _at++;
    }

    private void Add(int start, bool valid, Value value)
    {
        if (_at < _text.Length && IsNamePart(_text[_at]))
        {
            TakeWhile(IsNamePart);
            valid = false;
        }

        if (!valid)
        {
            throw new InputException(
                SyntaxCode.NumberMalformed, $"'{_text[start.._at]}' is not a number; 12, 0x1F, 1.5 or 1e-5 (of at most 64 bits) would be", line.At(start));
        }

        _tokens.Add(new Token(TokenKind.Literal, _text[start.._at], start, _at, value));
    }

    private void Symbol()
    {
        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) == 0)
            {
                _tokens.Add(new Token(TokenKind.Symbol, symbol, _at, _at + symbol.Length));
                _at += symbol.Length;
                return;
            }
        }

        throw new InputException(
            SyntaxCode.CharacterUnexpected, $"the character '{_text[_at]}' means nothing here; remove it, or put it into a string or a comment", line.At(_at));
    }
}
