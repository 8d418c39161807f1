using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Reads tensor operands: views of buffers, and the raw form <c>fp32@0x2000000[1,512][512,2]%128+R3</c>.</summary>
public sealed class PatternParser(AssemblyContext context)
{
    private const int FullPartitions = 128;

    /// <summary>True if the raw form stands at the reader.</summary>
    public static bool IsRaw(TokenReader reader) =>
        reader.Current.Kind is TokenKind.Name or TokenKind.Literal && reader.Peek(1).Is("@");

    /// <summary>Reads a tensor operand.</summary>
    public AccessPattern Parse(TokenReader reader)
    {
        var pattern = IsRaw(reader) ? Raw(reader) : FromView(reader);
        pattern.OffsetRegister = AccessPattern.NoRegister;
        if (reader.TryTake("+"))
        {
            var place = reader.Place;
            pattern.OffsetRegister = (byte)context.Register(context.Expression(reader), place);
        }

        return pattern;
    }

    /// <summary>Reads <c>type@address</c>.</summary>
    public (DataType Type, uint Address) RawStart(TokenReader reader)
    {
        var place = reader.Place;
        var token = reader.Take();
        var value = token.Kind == TokenKind.Literal ? token.Value
            : context.Scope.TryFind(token.Text, out var named) ? named
            : DataTypes.TryParse(token.Text, out var type) ? Value.Of(type) : Value.Of(token.Text);
        reader.Expect("@");
        var addressPlace = reader.Place;
        var address = Unary(reader);
        return (Functions.TypeOf(value, place), unchecked((uint)Range(address, 0, uint.MaxValue, "the address", addressPlace)));
    }

    private static long Range(Value value, long least, long most, string what, SourcePlace place)
    {
        var integer = Operators.Integer(value, place);
        return integer >= least && integer <= most
            ? integer
            : throw new InputException(AssemblyCode.PatternFieldRange, $"{what} is {integer}; {least} to {most} would be right", place);
    }

    /// <summary>A number, a name or an expression in parentheses: an operator behind it belongs to the pattern.</summary>
    private Value Unary(TokenReader reader)
    {
        if (reader.Current.Kind == TokenKind.Literal)
            return reader.Take().Value;
        reader.Expect("(");
        var value = context.Expression(reader);
        reader.Expect(")");
        return value;
    }

    private AccessPattern Raw(TokenReader reader)
    {
        var place = reader.Place;
        var (type, address) = RawStart(reader);
        reader.Expect("[");
        var steps = context.Integers(reader, "]", short.MinValue, short.MaxValue, "a step");
        reader.Expect("]");
        reader.Expect("[");
        var sizes = context.Integers(reader, "]", 1, ushort.MaxValue, "a size");
        reader.Expect("]");
        if (steps.Count != sizes.Count || steps.Count is 0 or > AccessPattern.MaximumDimensions)
        {
            throw new InputException(
                SyntaxCode.PatternDimensions, $"the pattern has {steps.Count} steps and {sizes.Count} sizes; equally many of each, 1 to {AccessPattern.MaximumDimensions}, would be right", place);
        }

        var partitions = FullPartitions;
        if (reader.TryTake("%"))
        {
            var countPlace = reader.Place;
            partitions = (int)Range(Unary(reader), 1, FullPartitions, "the partition count", countPlace);
        }

        var pattern = new AccessPattern { Address = address, Type = type, Dimensions = (byte)steps.Count, Partitions = (byte)partitions };
        for (var d = 0; d < steps.Count; d++)
        {
            pattern.Steps[d] = (short)steps[d];
            pattern.Sizes[d] = (ushort)sizes[d];
        }

        return pattern;
    }

    private AccessPattern FromView(TokenReader reader)
    {
        var place = reader.Place;
        return new ViewPattern(context, new ViewParser(context).Parse(reader), place).Encode();
    }
}
