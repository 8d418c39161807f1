using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>The <c>name=value</c> parts at the end of a directive.</summary>
public sealed class Attributes
{
    private readonly Dictionary<string, (Value Value, SourcePlace Place)> _values = new(StringComparer.Ordinal);

    /// <summary>Where the directive is.</summary>
    public required SourcePlace Directive { get; init; }

    /// <summary>Reads all attributes up to the end of the line.</summary>
    /// <param name="context">Evaluates the values.</param>
    /// <param name="reader">At the first attribute.</param>
    /// <param name="numbers">Attributes whose value is an expression.</param>
    /// <param name="names">Attributes whose value is a name, kept as text.</param>
    /// <param name="flags">Attributes without a value.</param>
    public static Attributes Read(AssemblyContext context, TokenReader reader, string[] numbers, string[] names, string[]? flags = null)
    {
        var attributes = new Attributes { Directive = reader.Line.At(0) };
        while (!reader.AtEnd)
        {
            var place = reader.Place;
            var name = reader.ExpectName("an attribute").Text;
            var isFlag = flags is not null && Array.IndexOf(flags, name) >= 0;
            if (!isFlag && Array.IndexOf(numbers, name) < 0 && Array.IndexOf(names, name) < 0)
            {
                var known = numbers.Concat(names).Concat(flags ?? []).ToArray();
                throw new InputException(
                    SyntaxCode.AttributeUnknown,
                    $"'{name}' is no attribute here{Suggestion.DidYouMean(name, known)}; {string.Join(", ", known)} would be right",
                    place);
            }

            if (!isFlag)
                reader.Expect("=");
            var valuePlace = isFlag ? place : reader.Place;
            var value = isFlag ? Value.Of(true) : Array.IndexOf(names, name) >= 0 ? Value.Of(reader.ExpectName("a name").Text) : context.Expression(reader);
            if (!attributes._values.TryAdd(name, (value, valuePlace)))
                throw new InputException(SyntaxCode.AttributeTwice, $"'{name}' is given twice; remove one", place);
        }

        return attributes;
    }

    public bool Has(string name) => _values.ContainsKey(name);

    /// <summary>Where the value of an attribute is; the directive if it is not given.</summary>
    public SourcePlace PlaceOf(string name) => _values.TryGetValue(name, out var found) ? found.Place : Directive;

    /// <summary>An integer in a range, or the default.</summary>
    public int Integer(string name, int defaultValue, int least, int most) =>
        _values.TryGetValue(name, out var found) ? Operators.Integer(found.Value, least, most, name, found.Place) : defaultValue;

    /// <summary>A number of at least 0, or the default.</summary>
    public double Number(string name, double defaultValue)
    {
        if (!_values.TryGetValue(name, out var found))
            return defaultValue;
        var number = Operators.Number(found.Value, found.Place);
        if (!(number >= 0))
            throw new InputException(AssemblyCode.ToleranceNegative, $"{name} is {found.Value}; 0 or more would be right", found.Place);
        return number;
    }

    /// <summary>A text or a name, or the default.</summary>
    public string Text(string name, string defaultValue)
    {
        if (!_values.TryGetValue(name, out var found))
            return defaultValue;
        if (found.Value.Kind != ValueKind.Text)
            throw new InputException(SyntaxCode.TextExpected, $"{name} is {found.Value.KindName}; a text in quotes would be right", found.Place);
        return found.Value.Text;
    }
}
