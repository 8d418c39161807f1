using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>The operators of expressions: 64-bit integers wrap; a float operand makes the result a float.</summary>
public static class Operators
{
    /// <summary>The result of a binary operator.</summary>
    public static Value Apply(string symbol, Value left, Value right, SourcePlace place)
    {
        switch (symbol)
        {
            case "==":
                return Value.Of(AreEqual(left, right));
            case "!=":
                return Value.Of(!AreEqual(left, right));
            case "&&":
                return Value.Of(Truth(left, place) & Truth(right, place));
            case "||":
                return Value.Of(Truth(left, place) | Truth(right, place));
            case "&":
                return Value.Of(Integer(left, place) & Integer(right, place));
            case "|":
                return Value.Of(Integer(left, place) | Integer(right, place));
            case "^":
                return Value.Of(Integer(left, place) ^ Integer(right, place));
            case "<<":
                return Value.Of(Integer(left, place) << (int)(Integer(right, place) & 63));
            case ">>":
                return Value.Of(Integer(left, place) >> (int)(Integer(right, place) & 63));
            default:
                return left.Kind == ValueKind.Integer && right.Kind == ValueKind.Integer
                    ? OfIntegers(symbol, left.Integer, right.Integer, place)
                    : OfNumbers(symbol, Number(left, place), Number(right, place));
        }
    }

    public static Value Negate(Value value, SourcePlace place) =>
        value.Kind == ValueKind.Integer ? Value.Of(unchecked(-value.Integer)) : Value.Of(-Number(value, place));

    /// <summary>False for zero.</summary>
    public static bool Truth(Value value, SourcePlace place) => Number(value, place) != 0;

    /// <summary>Requires an integer.</summary>
    public static long Integer(Value value, SourcePlace place) => value.Kind == ValueKind.Integer
        ? value.Integer
        : throw new InputException(AssemblyCode.IntegerExpected, $"'{value}' is {value.KindName}; an integer would be right (int(x) rounds towards zero)", place);

    /// <summary>Requires an integer in a range.</summary>
    public static int Integer(Value value, long least, long most, string what, SourcePlace place)
    {
        var integer = Integer(value, place);
        if (integer < least || integer > most)
            throw new InputException(AssemblyCode.NumberOutOfRange, $"{what} is {integer}; {least} to {most} would be right", place);
        return unchecked((int)integer);
    }

    /// <summary>Requires an integer or a number.</summary>
    public static double Number(Value value, SourcePlace place) => value.IsNumeric
        ? value.AsNumber
        : throw new InputException(AssemblyCode.NumberExpected, $"'{value}' is {value.KindName}; a number would be right", place);

    private static bool AreEqual(Value left, Value right) =>
        left.IsNumeric && right.IsNumeric && left.Kind != right.Kind ? left.AsNumber.Equals(right.AsNumber) : left == right;

    private static Value OfIntegers(string symbol, long left, long right, SourcePlace place)
    {
        if (symbol is "/" or "%" && right == 0)
            throw new InputException(AssemblyCode.DivisionByZero, "an integer is divided by zero; divide by another value", place);
        return symbol switch
        {
            "+" => Value.Of(unchecked(left + right)),
            "-" => Value.Of(unchecked(left - right)),
            "*" => Value.Of(unchecked(left * right)),
            "/" => Value.Of(FloorDivide(left, right)),
            "%" => Value.Of(unchecked(left - (FloorDivide(left, right) * right))),
            "<" => Value.Of(left < right),
            "<=" => Value.Of(left <= right),
            ">" => Value.Of(left > right),
            ">=" => Value.Of(left >= right),
            _ => throw new ArgumentOutOfRangeException(nameof(symbol)),
        };
    }

    private static Value OfNumbers(string symbol, double left, double right) => symbol switch
    {
        "+" => Value.Of(left + right),
        "-" => Value.Of(left - right),
        "*" => Value.Of(left * right),
        "/" => Value.Of(left / right),
        "%" => Value.Of(left % right),
        "<" => Value.Of(left < right),
        "<=" => Value.Of(left <= right),
        ">" => Value.Of(left > right),
        ">=" => Value.Of(left >= right),
        _ => throw new ArgumentOutOfRangeException(nameof(symbol)),
    };

    /// <summary>Rounds down; the one quotient that does not fit wraps, as all arithmetic does.</summary>
    public static long FloorDivide(long left, long right)
    {
        if (right == -1)
            return unchecked(-left);
        var quotient = left / right;
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }
}
