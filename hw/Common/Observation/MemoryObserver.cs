using Hardware.Common.Kernel;

namespace Hardware.Common.Observation;

/// <summary>Who accesses a memory: carried by ports for messages, breakpoints and the search for the last writer.</summary>
/// <param name="Core">Core number, or -1 outside a core.</param>
/// <param name="Unit">Engine number (<see cref="Isa.Engine"/>), 16 + n for DMA engine n, 0 for the host.</param>
/// <param name="ProgramCounter">Instruction index in the engine's stream, or the descriptor index of a DMA ring.</param>
public readonly record struct Accessor(int Core, int Unit, int ProgramCounter)
{
    /// <summary>Ring of a DMA engine's descriptor; 0 for other units.</summary>
    public int Ring { get; init; }

    /// <summary>How many instructions the stream executed before this one, which tells its executions apart; 0 for other units.</summary>
    public int Sequence { get; init; }

    /// <summary>Unit number of DMA engine 0.</summary>
    public const int FirstDmaUnit = 16;

    public static Accessor Host { get; } = new(-1, 0, 0);
}

/// <summary>Sees accesses to a memory. Observers never change a cycle.</summary>
public interface IMemoryObserver
{
    /// <summary>Bytes [<paramref name="offset"/>, offset + length) of <paramref name="partitions"/> partitions from
    /// <paramref name="firstPartition"/> on were read (device memory: one partition, offset = address).</summary>
    void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by);

    /// <summary>The same bytes were written; called when the write commits.</summary>
    void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by);
}
