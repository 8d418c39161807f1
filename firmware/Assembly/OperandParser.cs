using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Reads the value of an operand into the field that its slot names; all that is known of an instruction is in its slots.</summary>
public sealed class OperandParser(AssemblyContext context, StreamBuilder stream)
{
    /// <summary>Reads a value.</summary>
    /// <param name="slot">The operand.</param>
    /// <param name="reader">Behind the equals sign.</param>
    /// <param name="word">The instruction.</param>
    public void Read(OperandSlot slot, TokenReader reader, ref InstructionWord word)
    {
        var place = reader.Place;
        switch (slot.Kind)
        {
            case OperandKind.Pattern:
                word.Patterns[slot.Index] = new PatternParser(context).Parse(reader);
                break;
            case OperandKind.Scalar:
                word.Scalars[slot.Index] = Scalar(reader);
                break;
            case OperandKind.Choice:
                word.Codes[slot.Index] = (byte)Choice(slot, reader);
                break;
            case OperandKind.Register:
                word.Codes.SetRegister(slot.Index, context.Register(context.Expression(reader), place));
                break;
            case OperandKind.Number:
                word.Codes[slot.Index] = (byte)Operators.Integer(context.Expression(reader), 0, byte.MaxValue, slot.Name, place);
                break;
            case OperandKind.Integer:
                word.Integers[slot.Index] = Operators.Integer(context.Expression(reader), int.MinValue, uint.MaxValue, slot.Name, place);
                break;
            case OperandKind.Long:
                word.Patterns.SetLong(slot.Index, Operators.Integer(context.Expression(reader), place));
                break;
            case OperandKind.Label:
                Label(slot, reader, ref word);
                break;
            case OperandKind.DmaBlock:
                if (reader.Current.Kind == TokenKind.Name)
                    stream.Blocks.Add(new StreamBuilder.Reference(stream.Stream.Words.Count, slot.Index, reader.Take().Text, place));
                else
                    word.Integers[slot.Index] = Operators.Integer(context.Expression(reader), 0, int.MaxValue, slot.Name, place);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(slot));
        }
    }

    private void Label(OperandSlot slot, TokenReader reader, ref InstructionWord word)
    {
        var place = reader.Place;
        if (reader.Current.Kind == TokenKind.Name)
            stream.Target(reader.Take().Text, slot.Index, place);
        else
            word.Integers[slot.Index] = Operators.Integer(context.Expression(reader), int.MinValue, int.MaxValue, slot.Name, place);
    }

    private ScalarOperand Scalar(TokenReader reader)
    {
        var place = reader.Place;
        if (PatternParser.IsRaw(reader))
        {
            var (type, address) = new PatternParser(context).RawStart(reader);
            return new ScalarOperand { Kind = ScalarKind.PerPartition, Type = type, Value = address };
        }

        if (reader.Current.Kind == TokenKind.Name && IsViewName(reader))
            return new ViewPattern(context, new ViewParser(context).Parse(reader), place).EncodeScalar();
        if (reader.Current.Kind == TokenKind.Name && reader.Current.Text is "float32" && reader.Peek(1).Is("("))
        {
            reader.Take();
            reader.Expect("(");
            var bits = Operators.Integer(context.Expression(reader), 0, uint.MaxValue, "the bits", place);
            reader.Expect(")");
            return new ScalarOperand { Kind = ScalarKind.Constant, Value = unchecked((uint)bits) };
        }

        var value = context.Expression(reader);
        if (value.Kind == ValueKind.Register)
            return new ScalarOperand { Kind = ScalarKind.Register, Value = (uint)context.Register(value, place) };
        var single = (float)Operators.Number(value, place);
        return value.Kind != ValueKind.Integer || single == (double)value.Integer
            ? ScalarOperand.Constant(single)
            : throw new InputException(
                SyntaxCode.ScalarInexact, $"{value} has more than the 24 significant bits of FP32, which scalars are; {single:F0}, or {value}.0 to have it rounded, would be right", place);
    }

    private bool IsViewName(TokenReader reader)
    {
        var name = reader.Current.Text;
        if (context.IsViewable(name))
            return true;
        return reader.Peek(1).Is("(") && name.LastIndexOf('.') is > 0 and var dot && context.IsViewable(name[..dot]);
    }

    private int Choice(OperandSlot slot, TokenReader reader)
    {
        var place = reader.Place;
        var names = slot.Choices!;
        if (reader.TryTake("("))
        {
            var number = Operators.Integer(context.Expression(reader), 0, byte.MaxValue, slot.Name, place);
            reader.Expect(")");
            if (number < names.Count && names[number] is not null)
                return number;
            throw new InputException(SyntaxCode.ChoiceNumberUnknown, $"{slot.Name} has no member {number}; {Listed(names)} would be right", place);
        }

        // Names may be symbols, such as ">=": the word reaches to the next space. A macro argument stands for its own text.
        var text = reader.Line.Text;
        var start = reader.Current.Start;
        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
            end++;
        var name = reader.Current.Kind is TokenKind.Name or TokenKind.Literal ? reader.Current.Text : text[start..end];
        for (var code = 0; code < names.Count; code++)
        {
            if (names[code] is { } known && string.Equals(known, name, StringComparison.Ordinal))
            {
                if (reader.Current.Kind is TokenKind.Name or TokenKind.Literal)
                    reader.Take();
                else
                    reader.SkipTo(end);
                return code;
            }
        }

        throw new InputException(
            SyntaxCode.ChoiceUnknown, $"{slot.Name} cannot be '{name}'{Suggestion.DidYouMean(name, names.OfType<string>())}; {Listed(names)} would be right", place);
    }

    private static string Listed(IReadOnlyList<string?> names) => string.Join(", ", names.OfType<string>());
}
