using System.Globalization;
using System.Text;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Disassembly;

/// <summary>Prints one instruction in the raw form: addresses, semaphores by number.</summary>
public static class InstructionText
{
    /// <summary>From this value on, 64-bit operands are printed in hexadecimal: they are addresses.</summary>
    private const long FirstHexadecimal = 10_000;

    /// <summary>The text of an instruction.</summary>
    /// <param name="word">The instruction.</param>
    /// <param name="definition">What it is.</param>
    /// <param name="label">Name of a branch target, or null for its number.</param>
    /// <param name="block">Name of a DMA block, or null for its number.</param>
    public static string Format(in InstructionWord word, InstructionDefinition definition, Func<int, string?>? label = null, Func<int, string?>? block = null)
    {
        var text = new StringBuilder();
        if (word.Wait.Kind != WaitKind.None)
            text.Append(Wait(word.Wait)).Append("  ");
        text.Append(definition.Mnemonic);
        foreach (var slot in definition.Operands)
        {
            if (Operand(word, slot, label, block) is { } value)
                text.Append(' ').Append(slot.Name).Append('=').Append(value);
        }

        if (word.Update.Operation != UpdateOperation.None)
            text.Append("  ").Append(Update(word.Update));
        return text.ToString();
    }

    /// <summary><c>$S[5]&gt;=16</c>.</summary>
    public static string Wait(in WaitCondition wait)
    {
        if (wait is { Kind: WaitKind.Event, Comparison: Comparison.Equal, Value: 1, Register: AccessPattern.NoRegister })
            return $"$E[{wait.Index}]";
        var letter = wait.Kind == WaitKind.Event ? 'E' : 'S';
        var symbol = Enum.IsDefined(wait.Comparison) ? wait.Comparison.Symbol() : "?";
        return $"${letter}[{wait.Index}]{symbol}{(wait.Register == AccessPattern.NoRegister ? Decimal(wait.Value) : "R" + Decimal(wait.Register))}";
    }

    /// <summary><c>S[8]++@complete</c>.</summary>
    public static string Update(in SemaphoreUpdate update)
    {
        var operation = update.Operation switch
        {
            UpdateOperation.Increment => $"S[{update.Index}]++",
            UpdateOperation.Decrement => $"S[{update.Index}]--",
            UpdateOperation.Add => $"S[{update.Index}]+={Decimal(update.Value)}",
            UpdateOperation.Subtract => $"S[{update.Index}]-={Decimal(update.Value)}",
            UpdateOperation.Write => $"S[{update.Index}]={Decimal(update.Value)}",
            UpdateOperation.EventSet => $"E[{update.Index}]=set",
            UpdateOperation.EventClear => $"E[{update.Index}]=clear",
            _ => "?",
        };
        return operation + (update.Timing == UpdateTiming.Read ? "@read" : "@complete");
    }

    /// <summary><c>fp32@0x2000000[1,512][512,2]%128+R3</c>.</summary>
    public static string Pattern(in AccessPattern pattern)
    {
        var text = new StringBuilder();
        text.Append(TypeName(pattern.Type)).Append("@0x").Append(pattern.Address.ToString("X", CultureInfo.InvariantCulture)).Append('[');
        var dimensions = Math.Min((int)pattern.Dimensions, AccessPattern.MaximumDimensions);
        for (var d = 0; d < dimensions; d++)
            text.Append(d > 0 ? "," : "").Append(Decimal(pattern.Steps[d]));
        text.Append("][");
        for (var d = 0; d < dimensions; d++)
            text.Append(d > 0 ? "," : "").Append(Decimal(pattern.Sizes[d]));
        text.Append("]%").Append(Decimal(pattern.Partitions));
        if (pattern.OffsetRegister != AccessPattern.NoRegister)
            text.Append("+R").Append(Decimal(pattern.OffsetRegister));
        return text.ToString();
    }

    /// <summary>The value of an operand; null if it was left out.</summary>
    private static string? Operand(in InstructionWord word, OperandSlot slot, Func<int, string?>? label, Func<int, string?>? block)
    {
        switch (slot.Kind)
        {
            case OperandKind.Pattern:
                var pattern = word.Patterns[slot.Index];
                return !slot.Required && pattern.Dimensions == 0 ? null : Pattern(pattern);
            case OperandKind.Scalar:
                return Scalar(word.Scalars[slot.Index]);
            case OperandKind.Choice:
                var code = word.Codes[slot.Index];
                return !slot.Required && code == 0 ? null : code < slot.Choices!.Count ? slot.Choices[code] ?? "?" : "?";
            case OperandKind.Register:
                var register = word.Codes.RegisterAt(slot.Index);
                return register < 0 ? null : "R" + Decimal(register);
            case OperandKind.Number:
                return Optional(slot, word.Codes[slot.Index]);
            case OperandKind.Integer:
                return Optional(slot, word.Integers[slot.Index]);
            case OperandKind.Long:
                var value = word.Patterns.LongAt(slot.Index);
                return value >= FirstHexadecimal ? "0x" + value.ToString("X", CultureInfo.InvariantCulture) : Optional(slot, value);
            case OperandKind.Label:
                return label?.Invoke(word.Integers[slot.Index]) ?? Optional(slot, word.Integers[slot.Index]);
            case OperandKind.DmaBlock:
                return block?.Invoke(word.Integers[slot.Index]) ?? Decimal(word.Integers[slot.Index]);
            default:
                throw new ArgumentOutOfRangeException(nameof(slot));
        }
    }

    private static string? Scalar(in ScalarOperand scalar) => scalar.Kind switch
    {
        ScalarKind.None => null,
        ScalarKind.Constant => NumberText.Of(scalar.AsSingle),
        ScalarKind.PerPartition => $"{TypeName(scalar.Type)}@0x{scalar.Value:X}",
        ScalarKind.Register => "R" + Decimal(scalar.Value),
        _ => "?",
    };

    private static string? Optional(OperandSlot slot, long value) => !slot.Required && value == 0 ? null : Decimal(value);

    private static string TypeName(DataType type) => Enum.IsDefined(type) && type != DataType.Invalid ? type.AssemblyName() : "?";

    private static string Decimal(long value) => value.ToString(CultureInfo.InvariantCulture);
}
