using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>
/// What the hardware does with one instruction, beside its encoding. A further instruction is a definition in the
/// <see cref="InstructionCatalog"/>, a further class of this kind, and a line in <see cref="EngineInstructions"/>.
/// </summary>
public abstract class InstructionBehaviour
{
    /// <summary>The encoding.</summary>
    public abstract InstructionDefinition Definition { get; }

    /// <summary>
    /// Checks what the operand kinds cannot say, for an engine that may have the instruction: shapes, partition starts, types. The assembler
    /// asks for what it knows, the sequencer at issue, when registers are resolved.
    /// </summary>
    /// <returns>Null, or the first rule that does not hold.</returns>
    public virtual OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec) => null;
}
