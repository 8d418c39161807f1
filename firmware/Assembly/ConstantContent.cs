using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>The content of a <c>.constant</c>: <c>fill(v)</c>, <c>iota(start, step)</c>, <c>identity</c>, a list, <c>bytes("hex")</c> or <c>file(...)</c>.</summary>
public sealed class ConstantContent(AssemblyContext context, DataType type, IReadOnlyList<int> shape)
{
    private static readonly string[] Forms = ["fill", "iota", "identity", "file", "bytes"];

    private long Elements => shape.Aggregate(1L, (product, size) => product * size);

    /// <summary>Reads the content and gives its bytes.</summary>
    public byte[] Read(TokenReader reader)
    {
        if (reader.Current.Is("["))
            return List(reader);
        var place = reader.Place;
        var form = reader.ExpectName("'[', fill, iota, identity or file").Text;
        switch (form)
        {
            case "fill":
                var fill = Arguments(reader, 1)[0];
                return Encode(place, _ => fill);
            case "iota":
                var range = Arguments(reader, 2);
                return Encode(place, e => range[0] + (e * range[1]));
            case "identity":
                if (shape.Count != 2 || shape[0] != shape[1])
                    throw new InputException(AssemblyCode.IdentityNotSquare, $"an identity is square; [{string.Join(", ", shape)}] is not", place);
                return Encode(place, e => e % (shape[1] + 1) == 0 ? 1 : 0);
            case "file":
                return FromFile(reader, place);
            case "bytes":
                return Bytes(reader, place);
            default:
                throw new InputException(
                    SyntaxCode.ConstantFormUnknown, $"'{form}' makes no constant{Suggestion.DidYouMean(form, Forms)}; fill(v), iota(start, step), identity, [list], bytes(\"hex\") or file(\"name\", \"tensor\") would be right", place);
        }
    }

    private List<double> Arguments(TokenReader reader, int count)
    {
        reader.Expect("(");
        var values = new List<double>();
        for (var a = 0; a < count; a++)
        {
            if (a > 0)
                reader.Expect(",");
            var place = reader.Place;
            values.Add(Operators.Number(context.Expression(reader), place));
        }

        reader.Expect(")");
        return values;
    }

    private byte[] List(TokenReader reader)
    {
        var place = reader.Place;
        reader.Expect("[");
        var values = new List<double>();
        while (!reader.Current.Is("]"))
        {
            var at = reader.Place;
            values.Add(Operators.Number(context.Expression(reader), at));
            if (!reader.TryTake(","))
                break;
        }

        reader.Expect("]");
        if (values.Count != Elements)
            throw new InputException(AssemblyCode.ConstantCount, $"the list has {values.Count} values; {Elements} would be right for [{string.Join(", ", shape)}]", place);
        return Encode(place, e => values[(int)e]);
    }

    private byte[] FromFile(TokenReader reader, SourcePlace place)
    {
        reader.Expect("(");
        var file = reader.ExpectText("a file name in quotes");
        var tensor = reader.TryTake(",") ? reader.ExpectText("a tensor name in quotes") : "";
        reader.Expect(")");
        if (context.Options.ReadTensor is not { } read)
            throw new InputException(AssemblyCode.ConstantFileUnsupported, "constants from files are not offered here; write the values, or use an .input", place);
        return read(Path.Combine(context.Image.Folder, file), tensor, type, shape, context.Spec.Formats);
    }

    private byte[] Bytes(TokenReader reader, SourcePlace place)
    {
        reader.Expect("(");
        var digits = reader.ExpectText("hexadecimal digits in quotes");
        reader.Expect(")");
        var bytes = new byte[Elements * type.Size()];
        if (digits.Length != 2 * bytes.Length || Convert.FromHexString(digits, bytes, out _, out _) != System.Buffers.OperationStatus.Done)
            throw new InputException(AssemblyCode.ConstantBytes, $"the constant has {digits.Length} digits; {2 * bytes.Length} hexadecimal digits would be right", place);
        return bytes;
    }

    private byte[] Encode(SourcePlace place, Func<long, double> valueAt)
    {
        var size = type.Size();
        var bytes = new byte[Elements * size];
        for (long e = 0; e < Elements; e++)
        {
            var value = valueAt(e);
            if (!ElementEncoding.TryWrite(context.Spec.Formats, type, value, bytes.AsSpan((int)(e * size), size)))
                throw new InputException(AssemblyCode.ConstantValueIllegal, $"{value} is no {type.AssemblyName()}; a whole number in its range would be right", place);
        }

        return bytes;
    }
}
