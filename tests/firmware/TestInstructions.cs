using Hardware.Common.Isa;

namespace Hardware.Firmware.Tests;

/// <summary>An instruction of the tests' own with every kind of operand, so that assembler tests do not depend on what the engines offer.</summary>
public static class TestInstructions
{
    private static readonly OperandSlot[] Operands =
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

    public static InstructionDefinition Probe { get; } = new()
    {
        Mnemonic = "Probe",
        Opcode = 0xF00,
        Engines = EngineSet.Vector | EngineSet.Scalar,
        Cores = CoreVersions.V2,
        Operands = Operands,
        Summary = "holds one operand of each kind",
    };

    /// <summary>The instructions that assembler tests use.</summary>
    public static IReadOnlyList<InstructionDefinition> All { get; } = [.. InstructionCatalog.All, Probe];
}
