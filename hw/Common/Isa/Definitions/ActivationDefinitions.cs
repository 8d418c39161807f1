using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using static Hardware.Common.Isa.Definitions.LaneDefinitions;

namespace Hardware.Common.Isa.Definitions;

/// <summary>The instructions of ScalarE.</summary>
public static class ActivationDefinitions
{
    private static readonly string?[] Functions =
        [.. Enumerable.Range(0, ActivationFunctions.Count).Select(code => ((ActivationFunction)code).AssemblyName())];

    public static InstructionDefinition Activate { get; } = Make(
        "Activate", Opcodes.Activate, EngineSet.Scalar, CoreVersions.All,
        "dst = function(in * scale + bias); reduce adds the results of each partition into its reduce register",
        OperandSlot.Pattern("dst", 0), OperandSlot.Pattern("in", 1), OperandSlot.Choice("function", 0, Functions),
        OperandSlot.Scalar("scale", 0, required: false), OperandSlot.Scalar("bias", 1, required: false),
        OperandSlot.Choice("reduce", 1, ChoiceNames.Of<ReduceCommand>(), required: false), RoundingOperand.Slot);

    public static InstructionDefinition ActReadAccumulator { get; } = Make(
        "ActReadAccumulator", Opcodes.ActReadAccumulator, EngineSet.Scalar, CoreVersions.All,
        "dst, one element a partition, = the reduce registers of its partitions", OperandSlot.Pattern("dst", 0), RoundingOperand.Slot);

    public static IReadOnlyList<InstructionDefinition> All { get; } = [Activate, ActReadAccumulator];
}
