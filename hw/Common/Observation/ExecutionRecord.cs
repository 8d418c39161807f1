using Hardware.Common.Isa;

namespace Hardware.Common.Observation;

/// <summary>The life of one executed instruction, in ticks of the clock grid; reported once, when it completes.</summary>
/// <param name="Core">Core number.</param>
/// <param name="Engine">Stream that holds the instruction.</param>
/// <param name="ProgramCounter">Index of the instruction in the stream.</param>
/// <param name="Sequence">How many instructions the stream executed before it.</param>
/// <param name="Opcode">Number in the instruction catalog.</param>
/// <param name="Wait">The condition it waited for.</param>
/// <param name="ReadyAt">Decoded; begins to wait.</param>
/// <param name="IssuedAt">The condition held; handed to the engine, or executed by the sequencer.</param>
/// <param name="StartedAt">The data path began with it.</param>
/// <param name="FirstBeatAt">First beat read; equal to <paramref name="StartedAt"/> for control instructions.</param>
/// <param name="LastBeatAt">Last beat read.</param>
/// <param name="CompletedAt">Last result visible.</param>
public readonly record struct ExecutionRecord(
    int Core,
    Engine Engine,
    int ProgramCounter,
    int Sequence,
    ushort Opcode,
    WaitCondition Wait,
    long ReadyAt,
    long IssuedAt,
    long StartedAt,
    long FirstBeatAt,
    long LastBeatAt,
    long CompletedAt);

/// <summary>One finished DMA descriptor, in ticks.</summary>
public readonly record struct DmaRecord(int Core, int EngineIndex, int Ring, int DescriptorIndex, long Source, long Destination, int Bytes, long StartedAt, long CompletedAt);

/// <summary>Sees what a chip executes. Observers never change a cycle.</summary>
public interface IExecutionObserver
{
    void OnInstruction(in ExecutionRecord record);

    void OnDescriptor(in DmaRecord record);

    /// <summary>Arithmetic made a NaN from operands without one.</summary>
    void OnNanProduced(int core, Engine engine, int programCounter, long tick);

    /// <summary>An INT32 sum left its range and wrapped; at most once for each execution of an instruction.</summary>
    void OnIntegerWrapped(int core, Engine engine, int programCounter, long tick)
    {
    }
}

/// <summary>Where the units of a chip report to; nothing is attached unless somebody watches.</summary>
public sealed class ExecutionTap
{
    public IExecutionObserver? Observer { get; set; }
}
