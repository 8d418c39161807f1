using Hardware.Common.Kernel;

namespace Hardware.Common.Observation;

/// <summary>Sees accesses to a memory. Observers never change a cycle.</summary>
public interface IMemoryObserver
{
    /// <summary>Bytes [<paramref name="offset"/>, offset + length) of <paramref name="partitions"/> partitions from
    /// <paramref name="firstPartition"/> on were read (device memory: one partition, offset = address).</summary>
    void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
    }

    /// <summary>The same bytes were written; called when the write commits.</summary>
    void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
    }
}

/// <summary>Who watches a memory: hands every access to all observers, in the order in which they were added.</summary>
public sealed class MemoryObservers : ObserverList<IMemoryObserver>, IMemoryObserver
{
    public void OnRead(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        foreach (var observer in Span)
            observer.OnRead(memory, firstPartition, partitions, offset, length, by);
    }

    public void OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        foreach (var observer in Span)
            observer.OnWrite(memory, firstPartition, partitions, offset, length, by);
    }
}
