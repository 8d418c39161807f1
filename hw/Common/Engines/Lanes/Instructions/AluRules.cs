using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes.Instructions;

/// <summary>Which rules each operator of the ALU follows, and what it costs.</summary>
public static class AluRules
{
    /// <summary>Operators that GpSimdE computes exactly on 32-bit integers.</summary>
    public static bool IsExactInteger(AluOperator op) => op is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply;

    /// <summary>The rule on engines: kernels run on GpSimdE, if the core has it.</summary>
    public static OperandFault? Check(AluOperator op, Engine engine, ChipSpec spec)
    {
        if (!Alu.IsKernel(op) || engine == Engine.GpSimd)
            return null;
        var pool = Engine.GpSimd.AssemblyName();
        var right = EngineNames.Of(spec).Contains(Engine.GpSimd) ? $"a stream of {pool}" : "another operator, as the core has no such engine,";
        return OperandFault.Illegal($"{Alu.Names[(int)op]} is a kernel of {pool}, not an operator of {engine.AssemblyName()}; {right} would be right");
    }

    /// <summary>The rule on types: bitwise operators need integers of one type on both sides.</summary>
    public static OperandFault? Check(AluOperator op, in AccessPattern source, in AccessPattern destination) =>
        !op.IsBitwise() || (source.Type.IsInteger() && source.Type == destination.Type)
            ? null
            : OperandFault.Type(
                $"{Alu.Names[(int)op]} from {source.Type.AssemblyName()} to {destination.Type.AssemblyName()}; one integer type on both sides would be right");

    /// <summary>Rate of two operators in a row, the second of which may be <see cref="AluOperator.Bypass"/>: units of the lanes
    /// follow each other in a pipeline, kernels run one after the other.</summary>
    public static BeatCost Cost(AluOperator first, AluOperator second, ChipSpec spec) =>
        new(Math.Max(KernelCycles(first, spec) + KernelCycles(second, spec), 1), 1);

    private static int KernelCycles(AluOperator op, ChipSpec spec) => op switch
    {
        AluOperator.Power => spec.PowerCyclesPerBeat,
        AluOperator.Rsqrt => spec.RsqrtCyclesPerBeat,
        _ => 0,
    };
}
