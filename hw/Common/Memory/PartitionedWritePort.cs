using System.Runtime.CompilerServices;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Common.Memory;

/// <summary>
/// The write latch of one user of a partitioned memory: what is staged in a tick is written when the tick commits. The user's component
/// declares the port, so that two users that write one address in one tick commit in netlist order.
/// </summary>
public sealed class PartitionedWritePort : StateElement
{
    // Two beats a cycle, each striped into at most one write for every other partition.
    private const int MaximumPending = 128;

    private readonly PartitionedMemory _memory;
    private readonly byte[] _data;
    private readonly Pending[] _pending = new Pending[MaximumPending];
    private int _pendingCount;
    private int _dataLength;

    public PartitionedWritePort(PartitionedMemory memory, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        _memory = memory;
        _data = new byte[16 * 512];
        Declared = new SourceLocation(file, line);
    }

    /// <summary>The memory that the port writes.</summary>
    public PartitionedMemory Memory => _memory;

    /// <summary>Stages one element for each of consecutive partitions at the same byte offset.</summary>
    public void Scatter(int firstPartition, int count, int offset, int elementSize, ReadOnlySpan<byte> packed, Agent by) =>
        packed[..(count * elementSize)].CopyTo(Reserve(firstPartition, count, offset, elementSize, by));

    /// <summary>Takes a place of the latch for one element of each of consecutive partitions at the same byte offset.</summary>
    /// <returns>The place, count x <paramref name="elementSize"/> bytes, for the caller to fill before the tick commits.</returns>
    public Span<byte> Reserve(int firstPartition, int count, int offset, int elementSize, Agent by) =>
        Stage(new Pending(firstPartition, count, offset, elementSize, _dataLength, count * elementSize, by));

    /// <summary>Stages one element for each of those consecutive partitions whose bit in <paramref name="mask"/> is set (bit 0: the first).
    /// Each run of partitions counts as one write.</summary>
    public void Scatter(int firstPartition, int count, int offset, int elementSize, ReadOnlySpan<byte> packed, Agent by, UInt128 mask)
    {
        if (mask == UInt128.MaxValue)
        {
            Scatter(firstPartition, count, offset, elementSize, packed, by);
            return;
        }

        var start = 0;
        while (start < count)
        {
            if ((mask >> start & 1) == 0)
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < count && (mask >> end & 1) != 0)
                end++;
            Scatter(firstPartition + start, end - start, offset, elementSize, packed[(start * elementSize)..], by);
            start = end;
        }
    }

    /// <summary>Stages consecutive bytes of one partition.</summary>
    public void Write(int partition, int offset, ReadOnlySpan<byte> bytes, Agent by) =>
        bytes.CopyTo(Stage(new Pending(partition, 1, offset, 0, _dataLength, bytes.Length, by)));

    private Span<byte> Stage(Pending pending)
    {
        _pending[_pendingCount++] = pending;
        _dataLength += pending.Length;
        Enlist();
        return _data.AsSpan(pending.Start, pending.Length);
    }

    protected internal override void Commit()
    {
        for (var i = 0; i < _pendingCount; i++)
        {
            ref readonly var p = ref _pending[i];
            var bytes = _data.AsSpan(p.Start, p.Length);
            if (p.ElementSize == 0)
                _memory.Write(p.FirstPartition, p.Offset, bytes);
            else
                _memory.Scatter(p.FirstPartition, p.Count, p.Offset, p.ElementSize, bytes);
            if (!_memory.Observers.IsEmpty)
                _memory.Observers.OnWrite(_memory, p.FirstPartition, p.Count, p.Offset, p.ElementSize == 0 ? p.Length : p.ElementSize, p.By);
        }

        _pendingCount = 0;
        _dataLength = 0;
    }

    private readonly record struct Pending(int FirstPartition, int Count, int Offset, int ElementSize, int Start, int Length, Agent By);
}
