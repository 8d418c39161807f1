using Hardware.Common.Isa.Lanes;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>Instructions whose results depend on one element of each operand.</summary>
public static class ElementwiseDefinitions
{
    public static InstructionDefinition TensorTensor { get; } = Make(
        "TensorTensor", Opcodes.TensorTensor, EngineSet.Vector | EngineSet.GpSimd, CoreVersions.All,
        "dst = in0 op in1; bitwise operators and 32-bit integers on GpSimdE are exact, the rest is FP32; power and rsqrt run on GpSimdE only",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in0", 1), OperandSlot.Pattern("in1", 2), Alu.Slot("op", 0), RoundingOperand.Slot);

    /// <summary>A scalar is a constant or one element of each partition.</summary>
    public static InstructionDefinition TensorScalar { get; } = Make(
        "TensorScalar", Opcodes.TensorScalar, EngineSet.Vector | EngineSet.GpSimd, CoreVersions.All,
        "dst = (in op0 scalar0) op1 scalar1; reverse0 and reverse1 swap the sides of an operator. An operator of one operand needs no scalar unless reversed; power and rsqrt run on GpSimdE only",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), Alu.Slot("op0", 0), OperandSlot.Scalar("scalar0", 0, required: false),
        Alu.Slot("op1", 1, required: false), OperandSlot.Scalar("scalar1", 1, required: false), OperandSlot.Flag("reverse0", 2),
        OperandSlot.Flag("reverse1", 3), RoundingOperand.Slot);

    public static InstructionDefinition ScalarTensorTensor { get; } = Make(
        "ScalarTensorTensor", Opcodes.ScalarTensorTensor, EngineSet.Vector, CoreVersions.All,
        "dst = (in0 op0 scalar) op1 in1; arithmetic operators only",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in0", 1), OperandSlot.Choice("op0", 0, Alu.VectorArithmetic), OperandSlot.Scalar("scalar", 0),
        OperandSlot.Pattern("in1", 2), OperandSlot.Choice("op1", 1, Alu.VectorArithmetic), OperandSlot.Flag("reverse0", 2),
        OperandSlot.Flag("reverse1", 3), RoundingOperand.Slot);

    public static InstructionDefinition Reciprocal { get; } = Make(
        "Reciprocal", Opcodes.Reciprocal, EngineSet.Vector, CoreVersions.All,
        "dst = 1 / in, computed in FP32, more precise and slower than the activation function",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), RoundingOperand.Slot);

    public static IReadOnlyList<InstructionDefinition> All { get; } = [TensorTensor, TensorScalar, ScalarTensorTensor, Reciprocal];
}
