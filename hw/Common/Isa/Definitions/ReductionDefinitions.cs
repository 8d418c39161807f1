using Hardware.Common.Isa.Lanes;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>Instructions whose results depend on many elements of a partition.</summary>
public static class ReductionDefinitions
{
    /// <summary>Names of the innermost free dimensions that a TensorReduce folds, by code.</summary>
    public static IReadOnlyList<string?> Axes { get; } = ["x", "xy", "xyz", "xyzw"];

    public static InstructionDefinition TensorReduce { get; } = Make(
        "TensorReduce", Opcodes.TensorReduce, EngineSet.Vector, CoreVersions.All,
        "dst = in reduced over its innermost free dimensions (axes x, xy, xyz, xyzw); bitwise operators are exact, the rest is FP32",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Choice("op", 0, Alu.Reductions),
        OperandSlot.Choice("axes", 1, Axes, required: false), OperandSlot.Flag("negate", 2), RoundingOperand.Slot);

    public static InstructionDefinition TensorTensorScan { get; } = Make(
        "TensorTensorScan", Opcodes.TensorTensorScan, EngineSet.Vector, CoreVersions.V2,
        "dst[i] = (in0[i] op0 dst[i-1]) op1 in1[i], with initial before the first element; FP32 inside",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in0", 1), OperandSlot.Pattern("in1", 2), OperandSlot.Choice("op0", 0, Alu.VectorArithmetic),
        OperandSlot.Choice("op1", 1, Alu.VectorArithmetic), OperandSlot.Scalar("initial", 0), RoundingOperand.Slot);

    /// <summary>Six values a partition.</summary>
    public static InstructionDefinition BatchNormStats { get; } = Make(
        "BatchNormStats", Opcodes.BatchNormStats, EngineSet.Vector, CoreVersions.All,
        "dst = (count, mean, variance x count) of the even elements of in, then of the odd ones",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot);

    public static InstructionDefinition BatchNormAggregate { get; } = Make(
        "BatchNormAggregate", Opcodes.BatchNormAggregate, EngineSet.Vector, CoreVersions.All,
        "dst = (mean, variance) of all groups whose (count, mean, variance x count) triples are in the input",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot);

    public static InstructionDefinition Max8 { get; } = Make(
        "Max8", Opcodes.Max8, EngineSet.Vector, CoreVersions.V2, "dst = the eight largest elements of in, descending; FP32 inside",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot);

    public static IReadOnlyList<InstructionDefinition> All { get; } = [TensorReduce, TensorTensorScan, BatchNormStats, BatchNormAggregate, Max8];
}
