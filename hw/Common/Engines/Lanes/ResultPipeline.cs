using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// Results on their way from the lanes to memory: a delay line as long as the arithmetic pipeline and the start-up of the write access
/// together. At most <see cref="WritesPerCycle"/> results, one element a partition each, leave in a cycle.
/// </summary>
public sealed class ResultPipeline : Module
{
    /// <summary>Elements a partition that the write port takes in a cycle: two in the packed forms.</summary>
    public const int WritesPerCycle = 2;

    private const int ResultBytes = 512;

    // An instruction may emit a block of up to 32 columns with its last beat.
    private const int BurstAllowance = 128;

    /// <param name="latency">Engine cycles from a beat to its write.</param>
    public ResultPipeline(int latency)
    {
        Latency = latency;
        var capacity = (latency * WritesPerCycle) + BurstAllowance;
        Results = Bank.Of<Result>(capacity);
        Payload = Bank.Of<byte>(capacity * ResultBytes);
    }

    /// <summary>Engine cycles from a beat to its write.</summary>
    public int Latency { get; }

    internal Bank<Result> Results { get; }

    internal Bank<byte> Payload { get; }

    internal Bank<int> Pointers { get; } = Bank.Of<int>(2);

    /// <summary>Results that have not left yet.</summary>
    public int Count => Pointers[1];

    /// <summary>Cycle at which the oldest result may leave; only while <see cref="Count"/> is not 0.</summary>
    internal long OldestDue => Results[Pointers[0]].Due;

    /// <summary>Puts a result into the pipeline.</summary>
    /// <param name="cycle">Engine cycle of the beat.</param>
    /// <param name="place">Where it goes.</param>
    /// <param name="offset">Byte within the partition.</param>
    /// <param name="count">Partitions.</param>
    /// <param name="mask">A bit for each partition that is written.</param>
    /// <param name="packed">One element for each partition.</param>
    /// <param name="slot">The in-flight instruction.</param>
    internal void Enter(long cycle, in OperandPlace place, int offset, int count, UInt128 mask, ReadOnlySpan<byte> packed, int slot)
    {
        if (Count == Results.Length)
            throw new InvalidOperationException($"{Path} overflows");
        var index = (Pointers[0] + Pointers[1]++) % Results.Length;
        Results[index] = new Result
        {
            Due = cycle + Latency,
            MaskLow = (ulong)mask,
            MaskHigh = (ulong)(mask >> 64),
            InPsum = place.Memory == (int)LocalMemory.Psum ? 1 : 0,
            FirstPartition = place.Partition,
            Count = count,
            Offset = offset,
            Size = place.Size,
            Slot = slot,
        };
        packed.CopyTo(Payload.Span.Slice(index * ResultBytes, ResultBytes));
    }

    /// <summary>Stages the oldest result for writing and gives the slot of its instruction.</summary>
    internal int Leave(PartitionedWritePort sbuf, PartitionedWritePort? psum, Agent by)
    {
        var index = Pointers[0];
        ref readonly var result = ref Results.Items[index];
        var port = result.InPsum != 0 ? psum! : sbuf;
        var packed = Payload.Span.Slice(index * ResultBytes, result.Count * result.Size);
        port.Scatter(result.FirstPartition, result.Count, result.Offset, result.Size, packed, by, new UInt128(result.MaskHigh, result.MaskLow));
        Pointers[0] = (index + 1) % Results.Length;
        Pointers[1]--;
        return result.Slot;
    }

    /// <summary>Slot of the oldest result's instruction.</summary>
    internal int OldestSlot => Results[Pointers[0]].Slot;

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    internal struct Result
    {
        public long Due;
        public ulong MaskLow;
        public ulong MaskHigh;
        public int InPsum;
        public int FirstPartition;
        public int Count;
        public int Offset;
        public int Size;
        public int Slot;
    }
}
