using Hardware.Common.Isa;
using Hardware.Common.Isa.Matrix;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// When a MatMul reads its moving operand and writes its results, whatever they hold: a pure function of the instruction, the chip and the
/// type of the stationary operand. Cycles are of the tensor clock and count from the first read.
/// </summary>
/// <remarks>
/// One moving element a cycle, two of INT8 (<see cref="ChipSpec.IntegerElementsPerCycle"/>); FP32 in four passes; half of the rate where
/// an innermost step is wide; <see cref="ChipSpec.TensorMinimumInitiationInterval"/> cycles a pass at least. Results follow at the same rate.
/// </remarks>
/// <param name="Moving">Reads of the moving operand.</param>
/// <param name="ResultCycles">Cycles from the read of a moving element to the write of its results.</param>
public readonly record struct MatMulSchedule(OperandStream Moving, int ResultCycles)
{
    /// <summary>Cycle of the last read.</summary>
    public long LastRead => Moving.LastRead;

    /// <summary>Cycle of the last write of results.</summary>
    public long Complete => Moving.LastRead + ResultCycles;

    /// <summary>Cycle in which the next MatMul may begin.</summary>
    public long Next => Moving.Cycles;

    /// <summary>Cycle in which an element is read in a pass.</summary>
    public long ReadCycle(int pass, int element) => Moving.ReadCycle(pass, element);

    /// <summary>Cycle in which the results of an element are written in a pass.</summary>
    public long ResultCycle(int pass, int element) => Moving.ReadCycle(pass, element) + ResultCycles;

    /// <summary>What is written in a cycle: the results of elements <c>First</c> to <c>First + Count - 1</c> of a pass.</summary>
    public (int Pass, int First, int Count) WrittenIn(long cycle) => Moving.ReadIn(cycle - ResultCycles);

    /// <summary>The schedule of a MatMul.</summary>
    /// <param name="word">The instruction.</param>
    /// <param name="spec">The chip.</param>
    /// <param name="stationary">Type of the stationary operand that it meets.</param>
    public static MatMulSchedule Of(in InstructionWord word, ChipSpec spec, DataType stationary) =>
        new(StreamOf(word, spec, stationary), ResultCyclesOf(spec));

    /// <summary>Cycles from the read of a moving element to the write of its results: the array, and the access start-up of PSUM.</summary>
    public static int ResultCyclesOf(ChipSpec spec) => ArrayGeometry.Of(spec).Latency + AccessStartOf(spec);

    /// <summary>Tensor cycles that an access takes to start.</summary>
    public static int AccessStartOf(ChipSpec spec)
    {
        var (cycles, tensor, clock) = (spec.AccessStartCycles.Value, spec.TensorClock.Value, spec.BaseClock.Value);
        return (int)(((cycles * tensor) + clock - 1) / clock);
    }

    internal static OperandStream StreamOf(in InstructionWord word, ChipSpec spec, DataType stationary)
    {
        ref readonly var moving = ref word.Patterns[MatrixFields.Moving];
        var interval = Math.Max(AccessRate.CyclesOf(moving, spec), AccessRate.CyclesOf(word.Patterns[MatrixFields.Destination], spec));
        var perBeat = moving.Type == DataType.Int8 ? (int)spec.IntegerElementsPerCycle.Value : 1;
        var passes = moving.Type == DataType.Float32 || stationary == DataType.Float32 ? SinglePasses.Count : 1;
        return new OperandStream(moving.ElementsPerPartition, perBeat, interval, passes, spec.TensorMinimumInitiationInterval);
    }
}
