namespace Hardware.Common.Isa.Definitions;

/// <summary>The instructions that the 128-lane engines execute, in the order of their opcodes. Pattern 0 is the destination of each that has one.</summary>
public static class LaneDefinitions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } =
    [
        .. ElementwiseDefinitions.All.Concat(ReductionDefinitions.All).Concat(MoveDefinitions.All).Concat(RandomDefinitions.All)
            .Concat(ActivationDefinitions.All).Concat(IndexDefinitions.All).OrderBy(d => d.Opcode),
    ];

    internal static InstructionDefinition Make(
        string mnemonic, ushort opcode, EngineSet engines, CoreVersions cores, string summary, params OperandSlot[] operands) => new()
        {
            Mnemonic = mnemonic,
            Opcode = opcode,
            Engines = engines,
            Cores = cores,
            Operands = operands,
            Summary = summary,
        };
}
