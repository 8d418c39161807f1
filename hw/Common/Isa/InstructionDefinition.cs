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

    /// <summary>Checks what the operand kinds cannot say: shapes, partition starts, types. Called by the assembler for static operands and by
    /// the sequencer at issue.</summary>
    /// <returns>Null, or what is wrong and what would be right, without a place.</returns>
    public virtual string? Validate(in InstructionWord word, Chip.ChipSpec spec) => null;
}
