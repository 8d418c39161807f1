namespace Hardware.Common.Isa.Matrix;

/// <summary>The instructions that the systolic array executes.</summary>
public static class MatrixInstructions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } = [new LoadStationary(), new MatMul()];
}
