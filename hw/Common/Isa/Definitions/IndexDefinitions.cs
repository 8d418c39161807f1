using Hardware.Common.Isa.Lanes;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>The instructions that only GpSimdE has; of their index pattern only steps and sizes count.</summary>
public static class IndexDefinitions
{
    public static InstructionDefinition Iota { get; } = Make(
        "Iota", Opcodes.Iota, EngineSet.GpSimd, CoreVersions.V2,
        "dst = offset + partition * channel_multiplier + sum of index * step of pattern, in 32-bit integers, then cast",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("pattern", 1), OperandSlot.Integer("offset", 0, required: false),
        OperandSlot.Integer("channel_multiplier", 1, required: false), RoundingOperand.Slot);

    public static InstructionDefinition AffineSelect { get; } = Make(
        "AffineSelect", Opcodes.AffineSelect, EngineSet.GpSimd, CoreVersions.V2,
        "dst = in where (offset + partition * channel_multiplier + index value of pattern) cmp 0, fill elsewhere",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Pattern("pattern", 2), OperandSlot.Integer("offset", 0, required: false),
        OperandSlot.Integer("channel_multiplier", 1, required: false), OperandSlot.Choice("cmp", 0, [">", ">=", "==", "!="]), OperandSlot.Scalar("fill", 0),
        RoundingOperand.Slot);

    public static IReadOnlyList<InstructionDefinition> All { get; } = [Iota, AffineSelect];
}
