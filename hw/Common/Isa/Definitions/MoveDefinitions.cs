using Hardware.Common.Isa.Lanes;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>Instructions that move elements and compute nothing.</summary>
public static class MoveDefinitions
{
    public static InstructionDefinition TensorCopy { get; } = Make(
        "TensorCopy", Opcodes.TensorCopy, EngineSet.Vector | EngineSet.GpSimd, CoreVersions.All,
        "dst = in; bit-exact between equal types, cast through FP32 otherwise",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot);

    public static InstructionDefinition Memset { get; } = Make(
        "Memset", Opcodes.Memset, EngineSet.Vector | EngineSet.GpSimd, CoreVersions.All, "every element of dst = value, cast from FP32",
        OperandSlot.Pattern("dst", 0), OperandSlot.Scalar("value", 0), RoundingOperand.Slot);

    public static InstructionDefinition Transpose { get; } = Make(
        "Transpose", Opcodes.Transpose, EngineSet.Vector, CoreVersions.V2,
        "transposes each block of 32 partitions x 32 elements; equal types, partitions and elements multiples of 32",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1));

    public static InstructionDefinition CopyPredicated { get; } = Make(
        "CopyPredicated", Opcodes.CopyPredicated, EngineSet.Vector, CoreVersions.V2,
        "dst = in where predicate (bool or an unsigned integer) is not zero; dst keeps its other elements",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Pattern("predicate", 2));

    public static IReadOnlyList<InstructionDefinition> All { get; } = [TensorCopy, Memset, Transpose, CopyPredicated];
}
