using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Debugger;

/// <summary>Remembers who accesses the bytes that somebody watches.</summary>
/// <param name="runs">The bytes.</param>
/// <param name="reads">Watches reads, instead of writes.</param>
public sealed class MemoryWatch(ByteRuns runs, bool reads) : IMemoryObserver
{
    private readonly List<Accessor> _accessors = [];

    /// <summary>Who accessed the bytes since the last <see cref="Reset"/>, each once.</summary>
    public IReadOnlyList<Accessor> Accessors => _accessors;

    public void Reset() => _accessors.Clear();

    public void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (!reads)
            Look(firstPartition, partitions, offset, length, by);
    }

    private void Look(int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        if (runs.Touches(firstPartition, partitions, offset, length) && (_accessors.Count == 0 || _accessors[^1] != by) && !_accessors.Contains(by))
            _accessors.Add(by);
    }
}

/// <summary>Hands the accesses to one memory to several watches.</summary>
public sealed class MemoryWatches(IReadOnlyList<MemoryWatch> watches) : IMemoryObserver
{
    public void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        foreach (var watch in watches)
            watch.OnRead(memory, firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, Accessor by)
    {
        foreach (var watch in watches)
            watch.OnWrite(memory, firstPartition, partitions, offset, length, by);
    }
}
