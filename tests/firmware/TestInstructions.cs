using Hardware.Common.Isa;

namespace Hardware.Firmware.Tests;

/// <summary>An instruction of the tests' own with every kind of operand, so that assembler tests do not depend on what the engines offer.</summary>
public sealed class ProbeInstruction : InstructionDefinition
{
    public override string Mnemonic => "Probe";

    public override ushort Opcode => 0xF00;

    public override EngineSet Engines => EngineSet.Vector | EngineSet.Scalar;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Pattern("dst", 0),
        OperandSlot.Pattern("src", 1, required: false),
        OperandSlot.Scalar("scale", 0, required: false),
        OperandSlot.Scalar("bias", 1, required: false),
        OperandSlot.Choice("op", 0, ["add", null, "mult", ">=", "=="], required: false),
        OperandSlot.Flag("negate", 1),
        OperandSlot.Register("count", 2, required: false),
        OperandSlot.Number("axis", 3, required: false),
        OperandSlot.Integer("value", 0, required: false),
        OperandSlot.Label("target", 1) with { Required = false },
    ];

    public override string Summary => "holds one operand of each kind";

    public override string? Validate(Engine engine, in InstructionWord word, Hardware.Common.Parameters.ChipSpec spec) =>
        word.Codes[3] == 99 ? "axis 99 does not exist; 0 to 98 would be right" : null;
}

/// <summary>The instructions that assembler tests use.</summary>
public static class TestInstructions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } = [.. InstructionCatalog.All, new ProbeInstruction()];
}
