using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>The rules that assembler, sequencers and benches ask, each with the code that the user sees.</summary>
public static class InstructionRules
{
    /// <summary>Whether the chip's cores have an engine.</summary>
    public static OperandFault? CheckCore(Engine engine, ChipSpec spec) => Fault(CoreRules.Unfit(engine, spec));

    /// <summary>Whether the chip's cores have an instruction for a stream.</summary>
    public static OperandFault? CheckCore(InstructionDefinition definition, Engine engine, ChipSpec spec) =>
        Fault(CoreRules.Unfit(engine, spec) ?? CoreRules.Unfit(definition, engine, spec));

    /// <summary>Whether the chip's cores have the types and features that a word names; before its registers are resolved.</summary>
    public static OperandFault? CheckCore(InstructionDefinition definition, in InstructionWord word, ChipSpec spec) =>
        Fault(CoreRules.Unfit(definition, word, spec));

    /// <summary>Whether the operands are legal, as far as they are known.</summary>
    public static OperandFault? CheckOperands(Engine engine, in InstructionWord word, ChipSpec spec) =>
        EngineInstructions.Find(word.Opcode)?.Check(engine, word, spec);

    private static OperandFault? Fault(string? unfit) => unfit is null ? null : OperandFault.Core(unfit);
}
