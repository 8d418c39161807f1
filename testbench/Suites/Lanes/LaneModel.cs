using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>
/// An instruction of the lanes as its summary and docs/numerics.md describe it: which operands it takes, and what it leaves in memory. Plain
/// loops over partitions and elements; nothing of the datapath is used.
/// </summary>
internal abstract class LaneModel
{
    /// <summary>The instruction that is modelled.</summary>
    public abstract InstructionDefinition Definition { get; }

    /// <summary>Makes a legal instruction from the free choices of a step.</summary>
    public abstract void Make(LaneStepBuilder step);

    /// <summary>Executes the instruction on the reference's memories.</summary>
    public abstract void Execute(LaneReference memory, in InstructionWord word, Engine engine);

    /// <summary>Operators that compute in FP32 on every engine.</summary>
    protected static AluOperator[] Arithmetic { get; } = [.. Enum.GetValues<AluOperator>().Where(op => !op.IsBitwise() && !Alu.IsKernel(op))];

    /// <summary>The same and the kernels of GpSimdE.</summary>
    protected static AluOperator[] ArithmeticOfGpSimd { get; } = [.. Enum.GetValues<AluOperator>().Where(op => !op.IsBitwise())];

    /// <summary>Operators on the bits of integers.</summary>
    protected static AluOperator[] Bitwise { get; } = [.. Enum.GetValues<AluOperator>().Where(op => op.IsBitwise())];

    /// <summary>The arithmetic operators of an engine.</summary>
    protected static AluOperator[] ArithmeticOf(Engine engine) => engine == Engine.GpSimd ? ArithmeticOfGpSimd : Arithmetic;

    /// <summary>Every (partition, element) of an operand, in the order of beats.</summary>
    protected static IEnumerable<(int Partition, int Element)> Places(AccessPattern pattern)
    {
        for (var e = 0; e < pattern.ElementsPerPartition; e++)
        {
            for (var p = 0; p < pattern.Partitions; p++)
                yield return (p, e);
        }
    }

    protected static float Step(int code, float data, float scalar, bool reverse) =>
        reverse ? LaneNumbers.Apply((AluOperator)code, scalar, data) : LaneNumbers.Apply((AluOperator)code, data, scalar);
}
