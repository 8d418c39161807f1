using Hardware.Common.Memory;

namespace Hardware.Testbench.Debugger;

/// <summary>Remembers the first access of a tick to the bytes that somebody watches.</summary>
/// <param name="runs">The bytes.</param>
/// <param name="reads">Watches reads, instead of writes.</param>
public sealed class MemoryWatch(ByteRuns runs, bool reads) : IMemoryObserver
{
    /// <summary>Who accessed the bytes since the last <see cref="Reset"/>; null for nobody.</summary>
    public Accessor? By { get; private set; }

    public void Reset() => By = null;

    public void OnRead(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (!reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    private void Look(int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (By is null && runs.Touches(firstPartition, partitions, offset, length))
            By = by;
    }
}

/// <summary>Hands the accesses to one memory to several watches.</summary>
public sealed class MemoryWatches(IReadOnlyList<MemoryWatch> watches) : IMemoryObserver
{
    public void OnRead(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        foreach (var watch in watches)
            watch.OnRead(memory, firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElementName memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        foreach (var watch in watches)
            watch.OnWrite(memory, firstPartition, partitions, offset, length, by);
    }
}
