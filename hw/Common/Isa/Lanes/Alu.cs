using Hardware.Common.Numerics;

namespace Hardware.Common.Isa.Lanes;

/// <summary>The operators of the ALU as instructions name them.</summary>
public static class Alu
{
    /// <summary>Names in text, by code.</summary>
    public static IReadOnlyList<string?> Names { get; } = Choice(_ => true);

    /// <summary>The arithmetic operators of VectorE; null where a code is another operator.</summary>
    public static IReadOnlyList<string?> VectorArithmetic { get; } = Choice(op => !op.IsBitwise() && !IsKernel(op));

    /// <summary>The operators that may fold an axis; null where a code is another operator.</summary>
    public static IReadOnlyList<string?> Reductions { get; } = Choice(AluOperators.IsLegalReduction);

    /// <summary>Operators that are software of GpSimdE's processors, no unit of a lane (AWS Neuron: nki.isa, supported math operators).</summary>
    public static bool IsKernel(AluOperator op) => op is AluOperator.Power or AluOperator.Rsqrt;

    /// <summary>A choice of operators.</summary>
    public static OperandSlot Slot(string name, int index, bool required = true) => OperandSlot.Choice(name, index, Names, required);

    private static string?[] Choice(Func<AluOperator, bool> isMember) =>
        [.. Enum.GetValues<AluOperator>().Select(op => isMember(op) ? op.AssemblyName() : null)];
}
