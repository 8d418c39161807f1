using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Reads what follows a mnemonic: operands by name, labels and blocks also without, flags, and the update.</summary>
public sealed class InstructionOperands(AssemblyContext context, StreamBuilder stream, InstructionDefinition definition)
{
    private readonly HashSet<OperandSlot> _given = [];
    private readonly OperandParser _values = new(context, stream);
    private readonly SynchronisationParser _synchronisation = new(context);

    /// <summary>Reads to the end of the line.</summary>
    public void Read(TokenReader reader, ref InstructionWord word)
    {
        var hasUpdate = false;
        while (!reader.AtEnd)
        {
            var place = reader.Place;
            var slot = Named(reader) ?? (_synchronisation.IsUpdate(reader) ? null : Positional(reader));
            if (slot is null)
            {
                if (hasUpdate)
                    throw new InputException(SyntaxCode.UpdateTwice, "an instruction makes one update; put the other on an EventSemaphore behind it", place);
                word.Update = _synchronisation.Update(reader);
                hasUpdate = true;
                continue;
            }

            if (!_given.Add(slot))
                throw new InputException(SyntaxCode.OperandTwice, $"{slot.Name} is given twice; remove one", place);
            _values.Read(slot, reader, ref word);
        }

        foreach (var slot in definition.Operands)
        {
            if (slot.Required && !_given.Contains(slot))
            {
                throw new InputException(
                    SyntaxCode.OperandMissing, $"{definition.Mnemonic} needs {slot.Name}=; its operands are {string.Join(", ", definition.Operands.Select(o => o.Name))}", reader.Place);
            }
        }
    }

    /// <summary>The slot of <c>name=</c>, taken; or of a bare flag, not taken, as its value is its name; null if this is something else.</summary>
    private OperandSlot? Named(TokenReader reader)
    {
        if (reader.Current.Kind != TokenKind.Name)
            return null;
        var name = reader.Current.Text;
        var slot = definition.Operands.FirstOrDefault(o => string.Equals(o.Name, name, StringComparison.Ordinal));
        var next = reader.Peek(1);
        if (slot is not null && next.Kind == TokenKind.Symbol && next.Text[0] == '=')
        {
            reader.Take();
            if (next.Is("="))
                reader.Take();
            else
                reader.ReplaceCurrent(new Token(TokenKind.Symbol, "=", next.Start + 1, next.Finish));
            return slot;
        }

        if (next.Is("=") && !_synchronisation.IsUpdate(reader))
        {
            throw new InputException(
                SyntaxCode.OperandUnknown,
                $"{definition.Mnemonic} has no operand '{name}'{Suggestion.DidYouMean(name, definition.Operands.Select(o => o.Name))}; its operands are {Listed()}",
                reader.Place);
        }

        if (slot is { Kind: OperandKind.Choice, Choices: ["off", "on"] })
        {
            reader.ReplaceCurrent(reader.Current with { Text = "on" });
            return slot;
        }

        return null;
    }

    private OperandSlot Positional(TokenReader reader) =>
        definition.Operands.FirstOrDefault(o => o.Kind is OperandKind.Label or OperandKind.DmaBlock && !_given.Contains(o))
        ?? throw new InputException(
            SyntaxCode.OperandWithoutName, $"{reader.Current.Quoted} is no operand and no update; operands of {definition.Mnemonic} are {Listed()}", reader.Place);

    private string Listed() => definition.Operands.Count == 0 ? "none" : string.Join(", ", definition.Operands.Select(o => o.Name + "="));
}
