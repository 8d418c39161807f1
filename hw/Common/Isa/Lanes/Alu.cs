using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Lanes;

/// <summary>The operators of the ALU as instructions name them, and which rules each follows.</summary>
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

    /// <summary>Operators that GpSimdE computes exactly on 32-bit integers.</summary>
    public static bool IsExactInteger(AluOperator op) => op is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply;

    /// <summary>The rule on engines: kernels run on GpSimdE.</summary>
    public static string? Check(AluOperator op, Engine engine) => !IsKernel(op) || engine == Engine.GpSimd
        ? null
        : $"{Names[(int)op]} is a kernel of {Engine.GpSimd.AssemblyName()}, not an operator of {engine.AssemblyName()}; a stream of {Engine.GpSimd.AssemblyName()} would be right";

    /// <summary>The rule on types: bitwise operators need integers of one type on both sides.</summary>
    public static string? Check(AluOperator op, in AccessPattern source, in AccessPattern destination)
    {
        if (!op.IsBitwise())
            return null;
        return source.Type.IsInteger() && source.Type == destination.Type
            ? null
            : $"{Names[(int)op]} from {source.Type.AssemblyName()} to {destination.Type.AssemblyName()}; one integer type on both sides would be right";
    }

    /// <summary>Rate of two operators in a row, the second of which may be <see cref="AluOperator.Bypass"/>: units of the lanes
    /// follow each other in a pipeline, kernels run one after the other.</summary>
    public static BeatCost Cost(AluOperator first, AluOperator second, ChipSpec spec) =>
        new(Math.Max(KernelCycles(first, spec) + KernelCycles(second, spec), 1), 1);

    /// <summary>A choice of operators.</summary>
    public static OperandSlot Slot(string name, int index, bool required = true) => OperandSlot.Choice(name, index, Names, required);

    private static int KernelCycles(AluOperator op, ChipSpec spec) => op switch
    {
        AluOperator.Power => spec.PowerCyclesPerBeat,
        AluOperator.Rsqrt => spec.RsqrtCyclesPerBeat,
        _ => 0,
    };

    private static string?[] Choice(Func<AluOperator, bool> isMember) =>
        [.. Enum.GetValues<AluOperator>().Select(op => isMember(op) ? op.AssemblyName() : null)];
}
