using System.Globalization;
using Hardware.Common.Numerics;

namespace Hardware.Firmware.Language;

/// <summary>What an expression can be.</summary>
public enum ValueKind
{
    Integer,
    Number,
    Text,
    Type,
    Register,
}

/// <summary>The value of an expression. Comparisons of values are of kind and content.</summary>
public readonly record struct Value
{
    public ValueKind Kind { get; private init; }

    /// <summary>The integer, or the number of the register.</summary>
    public long Integer { get; private init; }

    /// <summary>The number of kind <see cref="ValueKind.Number"/>.</summary>
    public double Number { get; private init; }

    /// <summary>The text of kind <see cref="ValueKind.Text"/>.</summary>
    public string Text { get; private init; }

    public DataType Type { get; private init; }

    /// <summary>True for integers and numbers.</summary>
    public bool IsNumeric => Kind is ValueKind.Integer or ValueKind.Number;

    /// <summary>Integer or number as a double.</summary>
    public double AsNumber => Kind == ValueKind.Integer ? Integer : Number;

    public static Value Of(long integer) => new() { Kind = ValueKind.Integer, Integer = integer, Text = "" };

    public static Value Of(bool truth) => Of(truth ? 1L : 0L);

    public static Value Of(double number) => new() { Kind = ValueKind.Number, Number = number, Text = "" };

    public static Value Of(string text) => new() { Kind = ValueKind.Text, Text = text };

    public static Value Of(DataType type) => new() { Kind = ValueKind.Type, Type = type, Text = "" };

    public static Value OfRegister(int number) => new() { Kind = ValueKind.Register, Integer = number, Text = "" };

    /// <summary>The kind in messages.</summary>
    public string KindName => Kind switch
    {
        ValueKind.Integer => "an integer",
        ValueKind.Number => "a number",
        ValueKind.Text => "a text",
        ValueKind.Type => "a type",
        _ => "a register",
    };

    /// <summary>As pasted into names and printed in messages; numbers in the shortest form that reads back equal.</summary>
    public override string ToString() => Kind switch
    {
        ValueKind.Integer => Integer.ToString(CultureInfo.InvariantCulture),
        ValueKind.Number => NumberText.Of(Number),
        ValueKind.Text => Text,
        ValueKind.Type => Type.AssemblyName(),
        _ => "R" + Integer.ToString(CultureInfo.InvariantCulture),
    };
}
