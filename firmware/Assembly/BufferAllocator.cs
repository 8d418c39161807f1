using Hardware.Common.Isa;

namespace Hardware.Firmware.Assembly;

/// <summary>Bytes that a buffer takes: the same range in each of its partitions.</summary>
/// <param name="Name">Name of the buffer.</param>
/// <param name="Group">Name of the first buffer of its aliases, itself without any; members of a group may share bytes.</param>
/// <param name="Partition">First partition.</param>
/// <param name="Partitions">Number of partitions.</param>
/// <param name="Offset">First byte in each.</param>
/// <param name="Bytes">Bytes in each.</param>
public readonly record struct BufferExtent(string Name, string Group, int Partition, int Partitions, int Offset, int Bytes)
{
    public bool Overlaps(in BufferExtent other) =>
        Partition < other.Partition + other.Partitions && other.Partition < Partition + Partitions
        && Offset < other.Offset + other.Bytes && other.Offset < Offset + Bytes;
}

/// <summary>Places buffers in one memory of a core.</summary>
/// <param name="memory">The memory.</param>
/// <param name="partitions">Its partitions.</param>
/// <param name="bytesPerPartition">Bytes of each.</param>
/// <param name="alignment">Bytes; buffers without a place of their own start at a multiple.</param>
public sealed class BufferAllocator(LocalMemory memory, int partitions, int bytesPerPartition, int alignment)
{
    private readonly List<BufferExtent> _taken = [];

    public LocalMemory Memory => memory;

    public int Partitions => partitions;

    public int BytesPerPartition => bytesPerPartition;

    public int Alignment => alignment;

    /// <summary>A buffer of another group that would share bytes with this one; null if none.</summary>
    public BufferExtent? Conflict(BufferExtent extent)
    {
        foreach (var other in _taken)
        {
            if (other.Overlaps(extent) && !string.Equals(other.Group, extent.Group, StringComparison.Ordinal))
                return other;
        }

        return null;
    }

    /// <summary>The extent of a name, or null.</summary>
    public BufferExtent? Find(string name)
    {
        foreach (var extent in _taken)
        {
            if (string.Equals(extent.Name, name, StringComparison.Ordinal))
                return extent;
        }

        return null;
    }

    /// <summary>Lowest aligned offset at which the buffer overlaps nothing; -1 if there is none.</summary>
    public int LowestFree(string name, int partition, int count, int bytes)
    {
        long offset = 0;
        while (offset + bytes <= bytesPerPartition)
        {
            if (Conflict(new BufferExtent(name, name, partition, count, (int)offset, bytes)) is not { } conflict)
                return (int)offset;
            offset = ((long)conflict.Offset + conflict.Bytes + alignment - 1) / alignment * alignment;
        }

        return -1;
    }

    public void Take(BufferExtent extent) => _taken.Add(extent);
}
