using Hardware.Common.Isa.Matrix;

namespace Hardware.Common.Isa.Definitions;

/// <summary>The instructions that the systolic array executes.</summary>
public static class MatrixDefinitions
{
    /// <summary>
    /// Loads the stationary operand of the MatMuls that follow: source pattern [K partitions, M columns], where partition k goes to array
    /// row k and element m of each partition to array column m (the profiler's LDWEIGHTS).
    /// </summary>
    public static InstructionDefinition LoadStationary { get; } = new()
    {
        Mnemonic = "LoadStationary",
        Opcode = Opcodes.LoadStationary,
        Engines = EngineSet.Tensor,
        Cores = CoreVersions.All,
        Operands = [OperandSlot.Pattern("src", MatrixFields.Stationary)],
        Summary = "loads K partitions x M columns from SBUF into the array's shadow weights for the next MatMul",
    };

    /// <summary>
    /// Streams the moving operand [K partitions, N elements] through the array: destination[m, n] (+)= sum over k of stationary[k, m] x
    /// moving[k, n], with M = partitions of the destination in PSUM (the profiler's MATMUL). A transpose is a MatMul with the identity.
    /// </summary>
    public static InstructionDefinition MatMul { get; } = new()
    {
        Mnemonic = "MatMul",
        Opcode = Opcodes.MatMul,
        Engines = EngineSet.Tensor,
        Cores = CoreVersions.All,
        Operands =
        [
            OperandSlot.Pattern("dst", MatrixFields.Destination), OperandSlot.Pattern("moving", MatrixFields.Moving),
            OperandSlot.Choice("acc", MatrixFields.Accumulation, Accumulations.Names),
        ],
        Summary = "multiplies the moving operand by the stationary one and overwrites (first, whole) or adds to (middle, last) PSUM",
    };

    public static IReadOnlyList<InstructionDefinition> All { get; } = [LoadStationary, MatMul];
}
