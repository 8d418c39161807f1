using Hardware.Common.Parameters;

namespace Hardware.Common.Isa;

/// <summary>Which on-chip memory a core-local address names.</summary>
public enum LocalMemory : byte
{
    None,
    Sbuf,
    Psum,
}

/// <summary>
/// A place in a core's on-chip memories. In the local address space the byte within a partition comes first, then the partition; PSUM
/// follows the SBUF window.
/// </summary>
/// <param name="Memory">The memory, or <see cref="LocalMemory.None"/> if the address names none.</param>
/// <param name="Partition">Partition.</param>
/// <param name="Offset">Byte within the partition.</param>
public readonly record struct CoreAddress(LocalMemory Memory, int Partition, int Offset)
{
    /// <summary>Splits a core-local address. Addresses in the gaps between partitions give <see cref="LocalMemory.None"/>.</summary>
    public static CoreAddress Decode(uint address, ChipSpec spec)
    {
        if (address < spec.SbufWindowBytes.Value)
            return Split(LocalMemory.Sbuf, address, spec.SbufPartitionStride.Value, spec.Partitions.Value, spec.SbufPartitionBytes.Value);
        return Split(
            LocalMemory.Psum, address - spec.SbufWindowBytes.Value, spec.PsumPartitionStride.Value, spec.Partitions.Value, spec.PsumPartitionBytes.Value);
    }

    /// <summary>The core-local address of this place.</summary>
    public uint Encode(ChipSpec spec) => Memory == LocalMemory.Psum
        ? (uint)(spec.SbufWindowBytes.Value + (Partition * spec.PsumPartitionStride.Value) + Offset)
        : (uint)((Partition * spec.SbufPartitionStride.Value) + Offset);

    private static CoreAddress Split(LocalMemory memory, long address, long stride, long partitions, long bytes)
    {
        var partition = address / stride;
        var offset = address % stride;
        return partition < partitions && offset < bytes ? new CoreAddress(memory, (int)partition, (int)offset) : default;
    }
}
