using System.Globalization;
using System.Text;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Debugger;

/// <summary>An instruction of a loaded stream as one line, with the program's names for semaphores, buffers and labels.</summary>
public sealed class SymbolicInstruction(SymbolTable symbols, StreamName stream)
{
    /// <summary>An instruction by its index; a store that the loader made of a DmaTrigger by the name of the DMA block.</summary>
    public string At(int programCounter)
    {
        var loaded = symbols.StreamOf(stream);
        var word = loaded.Words[programCounter];
        var written = loaded.Source.Words[loaded.ImageIndices[programCounter]];
        if (written.Opcode != Opcodes.DmaTrigger || written.Opcode == word.Opcode)
            return Of(word);
        var wait = word.Wait.Kind == WaitKind.None ? "" : Wait(word.Wait) + " ";
        var update = word.Update.Operation == UpdateOperation.None ? "" : " " + Update(word.Update);
        return $"{wait}DmaTrigger {symbols.Image.DmaBlocks[written.Integers[0]].Name}{update}  (Write 0x{word.Patterns.LongAt(0):x})";
    }

    /// <summary>An instruction with all its operands.</summary>
    public string Of(in InstructionWord word)
    {
        if (InstructionCatalog.Find(word.Opcode) is not { } definition)
            return $"opcode 0x{word.Opcode:x2}";
        var text = new StringBuilder();
        if (word.Wait.Kind != WaitKind.None)
            text.Append(Wait(word.Wait)).Append(' ');
        text.Append(definition.Mnemonic);
        foreach (var slot in definition.Operands)
        {
            if (Operand(word, slot) is { } operand)
                text.Append(' ').Append(slot.Name).Append('=').Append(operand);
        }

        if (word.Update.Operation != UpdateOperation.None)
            text.Append(' ').Append(Update(word.Update));
        return text.ToString();
    }

    private string Wait(in WaitCondition wait)
    {
        var value = wait.Register == AccessPattern.NoRegister ? Integer(wait.Value) : $"R{wait.Register}";
        return wait.Kind == WaitKind.Semaphore
            ? $"${symbols.SemaphoreName(stream.Core, wait.Index)}{wait.Comparison.Symbol()}{value}"
            : $"${symbols.EventName(stream.Core, wait.Index)}{wait.Comparison.Symbol()}{value}";
    }

    private string Update(in SemaphoreUpdate update)
    {
        var isEvent = update.Operation is UpdateOperation.EventSet or UpdateOperation.EventClear;
        var name = isEvent ? symbols.EventName(stream.Core, update.Index) : symbols.SemaphoreName(stream.Core, update.Index);
        var change = update.Operation switch
        {
            UpdateOperation.Increment => "++",
            UpdateOperation.Decrement => "--",
            UpdateOperation.Add => $"+={update.Value}",
            UpdateOperation.Subtract => $"-={update.Value}",
            UpdateOperation.Write => $"={update.Value}",
            UpdateOperation.EventSet => "=set",
            _ => "=clear",
        };
        return $"{name}{change}{(update.Timing == UpdateTiming.Read ? "@read" : "")}";
    }

    // Null for an operand that the text may leave out and that is all zero.
    private string? Operand(in InstructionWord word, OperandSlot slot) => slot.Kind switch
    {
        OperandKind.Pattern => word.Patterns[slot.Index].Dimensions == 0 ? null : Pattern(word.Patterns[slot.Index]),
        OperandKind.Scalar => Scalar(word.Scalars[slot.Index]),
        OperandKind.Choice => word.Codes[slot.Index] == 0 && !slot.Required ? null : Choice(word.Codes[slot.Index], slot),
        OperandKind.Register => word.Codes.RegisterAt(slot.Index) is >= 0 and var register ? $"R{register}" : null,
        OperandKind.Number => word.Codes[slot.Index] == 0 && !slot.Required ? null : Integer(word.Codes[slot.Index]),
        OperandKind.Integer => word.Integers[slot.Index] == 0 && !slot.Required ? null : Integer(word.Integers[slot.Index]),
        OperandKind.Long => word.Patterns.LongAt(slot.Index) == 0 && !slot.Required ? null : Long(word.Patterns.LongAt(slot.Index)),
        OperandKind.Label => symbols.LabelsAt(stream, word.Integers[slot.Index]).FirstOrDefault() ?? Integer(word.Integers[slot.Index]),
        _ => Integer(word.Integers[slot.Index]),
    };

    private static string Choice(byte code, OperandSlot slot) =>
        slot.Choices is { } choices && code < choices.Count && choices[code] is { } name ? name : $"({code})";

    private string? Scalar(in ScalarOperand scalar) => scalar.Kind switch
    {
        ScalarKind.None => null,
        ScalarKind.Constant => scalar.AsSingle.ToString(CultureInfo.InvariantCulture),
        ScalarKind.Register => $"R{scalar.Value}",
        _ => $"{scalar.Type.AssemblyName()}@{symbols.LocalAddress(stream.Core, scalar.Value)}",
    };

    private string Pattern(in AccessPattern pattern)
    {
        var steps = new StringBuilder();
        var sizes = new StringBuilder();
        for (var d = 0; d < pattern.Dimensions; d++)
        {
            var comma = d > 0 ? "," : "";
            steps.Append(comma).Append(Integer(pattern.Steps[d]));
            sizes.Append(comma).Append(Integer(pattern.Sizes[d]));
        }

        var offset = pattern.OffsetRegister == AccessPattern.NoRegister ? "" : $"+R{pattern.OffsetRegister}";
        return $"{pattern.Type.AssemblyName()}@{symbols.LocalAddress(stream.Core, pattern.Address)}[{steps}][{sizes}]%{pattern.Partitions}{offset}";
    }

    private static string Integer(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Long(long value) => value is > -4096 and < 4096 ? value.ToString(CultureInfo.InvariantCulture) : value < 0 ? $"-0x{-value:x}" : $"0x{value:x}";
}
