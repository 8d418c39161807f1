using Hardware.Common.Dma;
using Hardware.Common.Interconnect;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Loading;

/// <summary>
/// Builds the rings of a queue: on each of its DMA engines, one read and one write descriptor for every transfer in trigger order, and an
/// increment of the block's semaphore behind each block.
/// </summary>
/// <remarks>
/// An increment is a 4-byte copy to the semaphore's increment alias. What it copies lies in its own write descriptor
/// (<see cref="Descriptor.ForStore"/>), so rings are whole by themselves: their control needs no data memory.
/// </remarks>
internal sealed class RingBuilder(ChipSpec spec, ProgramImage image, IReadOnlyList<long> tensorAddresses)
{
    // Any word increments; this one reads well in a memory dump.
    private const uint IncrementWord = 1;

    /// <summary>Alignment of tensors and code: a DMA split.</summary>
    public const long Alignment = 256;

    public LoadedRing Build(DmaQueue queue, int position, MemoryAllocator allocator, List<MemoryWrite> writes, List<FabricWrite> stores)
    {
        var engine = queue.FirstEngine + position;
        var transfers = TransfersOf(queue, position);
        var length = DescriptorRing.LengthFor(transfers.Count);
        var bytes = (long)length * Descriptor.Bytes;
        foreach (var side in (ReadOnlySpan<DmaSide>)[DmaSide.Write, DmaSide.Read])
        {
            var ring = new DescriptorRing(
                allocator.Allocate(queue.Core, bytes, DescriptorRing.BaseAlignment, $"a ring of queue '{queue.Name}'"), length);
            if (side == DmaSide.Write)
                PointIncrementsInto(ring, transfers);
            writes.Add(new MemoryWrite(ring.Base, Encode(ring, transfers, side)));
            void Store(DmaRegister register, long value) => stores.Add(new FabricWrite
            {
                Address = new DmaRegisters(queue.Core, engine, side, queue.Ring, register).AddressIn(spec),
                Data = (uint)value,
            });
            Store(DmaRegister.BaseLow, ring.Base);
            Store(DmaRegister.BaseHigh, ring.Base >> 32);
            Store(DmaRegister.Length, ring.Length);
        }

        // The write side is announced first: an engine acts when both sides hold a descriptor.
        if (queue.IsPinned)
        {
            foreach (var side in (ReadOnlySpan<DmaSide>)[DmaSide.Write, DmaSide.Read])
            {
                stores.Add(new FabricWrite
                {
                    Address = new DmaRegisters(queue.Core, engine, side, queue.Ring, DmaRegister.TailIncrement).AddressIn(spec),
                    Data = (uint)transfers.Count,
                });
            }
        }

        return new LoadedRing(queue.Core, engine, queue.Ring, transfers);
    }

    private List<LoadedTransfer> TransfersOf(DmaQueue queue, int position)
    {
        var transfers = new List<LoadedTransfer>();
        foreach (var (blockIndex, instance) in queue.Order)
        {
            var block = image.DmaBlocks[blockIndex];
            foreach (var transfer in block.Instances[instance].Engines[position])
                transfers.Add(new LoadedTransfer(AddressOf(transfer.Source), AddressOf(transfer.Destination), transfer.Bytes, blockIndex, IsIncrement: false));
            if (block.Semaphore >= 0)
            {
                var increment = new SemaphoreWindow(spec, block.SemaphoreCore).AddressOf(SemaphoreAlias.Increment, block.Semaphore);
                transfers.Add(new LoadedTransfer(Source: 0, increment, Descriptor.WordBytes, blockIndex, IsIncrement: true));
            }
        }

        return transfers;
    }

    // Only the place of the write side gives an increment's source.
    private static void PointIncrementsInto(DescriptorRing writeSide, List<LoadedTransfer> transfers)
    {
        for (var p = 0; p < transfers.Count; p++)
        {
            if (transfers[p].IsIncrement)
                transfers[p] = transfers[p] with { Source = writeSide.StoredWordOf(p) };
        }
    }

    private long AddressOf(DmaPlace place) => place.Tensor >= 0
        ? tensorAddresses[place.Tensor] + place.Offset
        : spec.CoreApertureBase.Value + (place.Core * spec.CoreApertureStride.Value) + place.Offset;

    private static byte[] Encode(DescriptorRing ring, List<LoadedTransfer> transfers, DmaSide side)
    {
        var bytes = new byte[ring.ByteLength];
        for (var p = 0; p < transfers.Count; p++)
        {
            var transfer = transfers[p];

            // The increment tells that the data is there, so it must not overtake it.
            var descriptor = side == DmaSide.Read
                ? Descriptor.ForRead(transfer.Source, transfer.Bytes, ring.PhaseOf(p), writeBarrier: transfer.IsIncrement)
                : transfer.IsIncrement
                    ? Descriptor.ForStore(transfer.Destination, IncrementWord, ring.PhaseOf(p))
                    : Descriptor.ForWrite(transfer.Destination, transfer.Bytes, ring.PhaseOf(p));
            descriptor.Encode(bytes.AsSpan(p * Descriptor.Bytes));
        }

        return bytes;
    }
}
