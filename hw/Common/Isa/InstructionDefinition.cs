using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

/// <summary>
/// What there is to know of one instruction: assembler, disassembler, sequencer and engine all read this one description. A further
/// instruction is a further class of this kind and a line in the <see cref="InstructionCatalog"/>.
/// </summary>
public abstract class InstructionDefinition
{
    /// <summary>Name in text, as in the public operator lists.</summary>
    public abstract string Mnemonic { get; }

    /// <summary>Number in <see cref="InstructionWord.Opcode"/>; never reused.</summary>
    public abstract ushort Opcode { get; }

    /// <summary>Streams that may hold it.</summary>
    public abstract EngineSet Engines { get; }

    /// <summary>Operands in the order in which text lists them.</summary>
    public abstract IReadOnlyList<OperandSlot> Operands { get; }

    /// <summary>One line for the language reference.</summary>
    public abstract string Summary { get; }

    /// <summary>True if the sequencer itself executes it; false if it goes to the engine's data path.</summary>
    public virtual bool IsControl => false;

    /// <summary>Whether a stream of an engine may hold the instruction.</summary>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public string? UnfitEngine(Engine engine) => Engines.Contains(engine)
        ? null
        : $"{engine.AssemblyName()} has no {Mnemonic}; a stream of {string.Join(", ", EngineNames.All.Where(e => Engines.Contains(e)).Select(e => e.AssemblyName()))} would be right";

    /// <summary>Whether every choice is a member of its enumeration. Text has only names of members; a container may hold any code.</summary>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public string? UnknownChoice(in InstructionWord word)
    {
        for (var i = 0; i < Operands.Count; i++)
        {
            if (Operands[i] is not { Kind: OperandKind.Choice, Choices: { } names } slot)
                continue;
            var code = word.Codes[slot.Index];
            if (code >= names.Count || names[code] is null)
                return $"{Mnemonic}: {slot.Name} has no member {code}; {string.Join(", ", names.OfType<string>())} would be right";
        }

        return null;
    }

    /// <summary>Checks what the operand kinds cannot say, for an engine that may have the instruction: shapes, partition starts, types. Called by the
    /// assembler for static operands and by the sequencer at issue.</summary>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public virtual string? Validate(Engine engine, in InstructionWord word, ChipSpec spec) => null;
}
