using System.Text.Json;
using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Container;

/// <summary>Reads the fields of a JSON object of a container; whatever is missing or wrong names member, path and byte offset.</summary>
/// <param name="element">The object or value.</param>
/// <param name="path">Where it is in its member, for messages.</param>
/// <param name="place">Byte at which the member begins in the file.</param>
internal sealed class JsonFields(JsonElement element, string path, SourcePlace place)
{
    private const int QuotedCharacters = 40;

    /// <summary>Reads a member; it must be an object.</summary>
    public static JsonFields Parse(ReadOnlyMemory<byte> content, string member, SourcePlace place)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            return new JsonFields(document.RootElement.Clone(), member, place).Required(JsonValueKind.Object, "an object");
        }
        catch (JsonException e)
        {
            throw new InputException(
                ContainerCode.ContainerJson,
                $"{member} is not JSON, at line {(e.LineNumber ?? 0) + 1}, byte {(e.BytePositionInLine ?? 0) + 1} of the member; assemble the program again",
                place,
                e);
        }
    }

    /// <summary>The field of a name.</summary>
    public JsonFields Field(string name) => element.TryGetProperty(name, out var field)
        ? new JsonFields(field, $"{path}: {name}", place)
        : throw new InputException(ContainerCode.ContainerFieldMissing, $"{path} has no field '{name}'; assemble the program again", place);

    public string Text(string name) => Field(name).Required(JsonValueKind.String, "a text").TextValue;

    /// <summary>A text that assembly takes as a name.</summary>
    public string Name(string name) => IsName(Text(name)) ? Text(name) : throw Field(name).Illegal("a name of letters, digits, _ and dots");

    public long Number(string name, long least, long most) => Field(name).NumberValue(least, most);

    public int Integer(string name, int least, int most) => (int)Number(name, least, most);

    /// <summary>A float of at least 0.</summary>
    public double Float(string name)
    {
        var field = Field(name).Required(JsonValueKind.Number, "a number");
        return field.DoubleValue is { } value && value >= 0 && double.IsFinite(value) ? value : throw field.Illegal("a finite number of at least 0");
    }

    public List<int> Integers(string name, int least, int most) => [.. Items(name).Select(i => (int)i.NumberValue(least, most))];

    /// <summary>The texts of a list.</summary>
    public List<string> Texts(string name) => [.. Items(name).Select(i => i.Required(JsonValueKind.String, "a text").TextValue)];

    /// <summary>The objects of a list.</summary>
    public IEnumerable<JsonFields> Objects(string name) => Items(name).Select(i => i.Required(JsonValueKind.Object, "an object"));

    /// <summary>The fields of an object whose field names are names of the program, in order.</summary>
    public IEnumerable<(string Name, JsonFields Fields)> Members(string name)
    {
        var field = Field(name).Required(JsonValueKind.Object, "an object");
        foreach (var (key, member) in field.Properties())
        {
            if (!IsName(key))
                throw member.Illegal("a field with a name of letters, digits, _ and dots");
            yield return (key, member.Required(JsonValueKind.Object, "an object"));
        }
    }

    /// <summary>The mistake that a value is not legal.</summary>
    public InputException Illegal(string right) => new(ContainerCode.ContainerFieldValue, $"{path} is {Quoted}; {right} would be right", place);

    private string Quoted
    {
        get
        {
            var text = element.GetRawText();
            return text.Length <= QuotedCharacters ? text : text[..QuotedCharacters] + "...";
        }
    }

    private string TextValue => element.GetString()!;

    private double? DoubleValue => element.TryGetDouble(out var value) ? value : null;

    private long? LongValue => element.TryGetInt64(out var value) ? value : null;

    private static bool IsName(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.') && (char.IsAsciiLetter(text[0]) || text[0] == '_');

    private long NumberValue(long least, long most) =>
        Required(JsonValueKind.Number, "a number").LongValue is { } value && value >= least && value <= most
            ? value
            : throw Illegal($"a whole number from {least} to {most}");

    private IEnumerable<JsonFields> Items(string name) => Field(name).Required(JsonValueKind.Array, "a list").Elements();

    private IEnumerable<JsonFields> Elements() => element.EnumerateArray().Select((item, i) => new JsonFields(item, $"{path}[{i}]", place));

    private IEnumerable<(string Name, JsonFields Fields)> Properties() =>
        element.EnumerateObject().Select(p => (p.Name, new JsonFields(p.Value, $"{path}: {p.Name}", place)));

    private JsonFields Required(JsonValueKind kind, string what) => element.ValueKind == kind
        ? this
        : throw new InputException(ContainerCode.ContainerFieldKind, $"{path} is {Quoted}; {what} would be right", place);
}
