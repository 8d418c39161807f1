using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>What expressions may ask about the program around them.</summary>
public interface IExpressionNames
{
    /// <summary>The value of a name.</summary>
    bool TryFind(string name, out Value value);

    /// <summary>Names with values, for suggestions.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>Functions whose first argument is a name of the program.</summary>
    IReadOnlyCollection<string> NameFunctions { get; }

    /// <summary>Calls such a function; the reader stands before its arguments.</summary>
    Value Call(string function, TokenReader reader);
}

/// <summary>Evaluates expressions while it reads them, by precedence climbing.</summary>
public sealed class ExpressionParser(TokenReader reader, IExpressionNames names)
{
    private const int TernaryLevel = 0;

    private static readonly string[][] Levels =
    [
        ["||"], ["&&"], ["|"], ["^"], ["&"], ["==", "!="], ["<", "<=", ">", ">="], ["<<", ">>"], ["+", "-"], ["*", "/", "%"],
    ];

    /// <summary>Reads an expression as far as it goes.</summary>
    public Value Parse()
    {
        var condition = Binary(TernaryLevel);
        if (!reader.Current.Is("?"))
            return condition;
        var place = reader.Place;
        reader.Take();
        var holds = Operators.Truth(condition, place);
        var first = Parse();
        reader.Expect(":");
        var second = Parse();
        return holds ? first : second;
    }

    private Value Binary(int level)
    {
        if (level == Levels.Length)
            return Unary();
        var left = Binary(level + 1);
        while (reader.Current.Kind == TokenKind.Symbol && Array.IndexOf(Levels[level], reader.Current.Text) >= 0)
        {
            var place = reader.Place;
            var symbol = reader.Take().Text;
            left = Operators.Apply(symbol, left, Binary(level + 1), place);
        }

        return left;
    }

    private Value Unary()
    {
        var place = reader.Place;
        if (reader.TryTake("-"))
            return Operators.Negate(Unary(), place);
        if (reader.TryTake("!"))
            return Value.Of(!Operators.Truth(Unary(), place));
        return reader.TryTake("~") ? Value.Of(~Operators.Integer(Unary(), place)) : Primary();
    }

    private Value Primary()
    {
        var token = reader.Current;
        if (token.Kind is TokenKind.Literal or TokenKind.Text)
            return reader.Take().Value;
        if (reader.TryTake("("))
        {
            var value = Parse();
            reader.Expect(")");
            return value;
        }

        if (token.Kind != TokenKind.Name)
            throw new InputException(SyntaxCode.ExpressionMissing, $"{token.Quoted} stands where a value is expected; write a number, a name or '('", reader.Place);
        return Named();
    }

    private Value Named()
    {
        var place = reader.Place;
        var name = reader.Take().Text;
        if (reader.Current.Is("("))
            return Function(name, place);
        if (names.TryFind(name, out var value))
            return value;
        if (DataTypes.TryParse(name, out var type))
            return Value.Of(type);
        if (name is "inf")
            return Value.Of(double.PositiveInfinity);
        if (name is "nan")
            return Value.Of(double.NaN);
        if (name.Length > 1 && name[0] == 'R' && int.TryParse(name.AsSpan(1), System.Globalization.NumberStyles.None, null, out var register))
            return Value.OfRegister(register);
        throw new InputException(
            AssemblyCode.NameUnknown,
            $"no constant is named '{name}'{Suggestion.DidYouMean(name, names.Names)}; define it with .let or .define before this line",
            place);
    }

    private Value Function(string name, SourcePlace place)
    {
        reader.Expect("(");
        Value result;
        if (names.NameFunctions.Contains(name, StringComparer.Ordinal))
        {
            result = names.Call(name, reader);
        }
        else
        {
            var arguments = new List<Value>();
            while (!reader.Current.Is(")"))
            {
                arguments.Add(Parse());
                if (!reader.TryTake(","))
                    break;
            }

            result = Functions.Call(name, arguments, names.NameFunctions, place);
        }

        reader.Expect(")");
        return result;
    }
}
