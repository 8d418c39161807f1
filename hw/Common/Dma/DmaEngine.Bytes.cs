using System.Buffers.Binary;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Observation;

namespace Hardware.Common.Dma;

/// <content>What copies hold, apart from when it moves: bytes from a source into the data FIFO, and from there to a destination.</content>
public sealed partial class DmaEngine
{
    private SplitPlan PlanOf(in CopyState copy) =>
        new(copy.SourceAddress, copy.Length, Spec.DmaSplitBytes, IsWhole: copy.Destination.Kind == DmaTargetKind.Fabric);

    /// <summary>A place of the data FIFO.</summary>
    private Span<byte> BytesOf(int place, int length) => Data.Span.Slice(place * (int)Spec.DmaSplitBytes.Value, length);

    /// <summary>Reads bytes of a copy from its source.</summary>
    private void TakeBytes(in CopyState copy, int offset, Span<byte> bytes)
    {
        var by = By(copy.Ring, copy.Position);
        if (copy.Source.Kind == DmaTargetKind.DeviceMemory)
        {
            var address = copy.SourceAddress + offset;
            if (Memory.ReadWritten(address, bytes) is >= 0 and var first)
            {
                throw new ProgramFaultException(
                    HardwareCode.DmaReadsUnwrittenDeviceMemory, by,
                    $"{RingName(copy.Ring)}: descriptor {copy.Position} reads device memory at 0x{first:x}, which was never written; "
                    + "write the source before the copy starts");
            }

            if (!Memory.Observers.IsEmpty)
                Memory.Observers.OnRead(Memory, 0, 1, address, bytes.Length, by);
            return;
        }

        var memory = copy.Source.Kind == DmaTargetKind.Sbuf ? Sbufs[copy.Source.Core] : Psums[copy.Source.Core];
        var inPartition = (int)copy.Source.Offset + offset;
        if (memory.FirstUnwritten(copy.Source.Partition, 1, inPartition, bytes.Length) >= 0)
        {
            while (memory.FirstUnwritten(copy.Source.Partition, 1, inPartition, 1) < 0)
                inPartition++;
            throw new ProgramFaultException(
                HardwareCode.DmaReadsUnwrittenLocalMemory, by,
                $"{RingName(copy.Ring)}: descriptor {copy.Position} reads {copy.Source.Kind} partition {copy.Source.Partition} of core "
                + $"{copy.Source.Core} at byte {inPartition}, which was never written; write the source before the copy starts");
        }

        memory.Read(copy.Source.Partition, inPartition, bytes);
        if (!memory.Observers.IsEmpty)
            memory.Observers.OnRead(memory, copy.Source.Partition, 1, inPartition, bytes.Length, by);
    }

    /// <summary>Writes bytes of a copy to a memory.</summary>
    private void PutBytes(in CopyState copy, int offset, ReadOnlySpan<byte> bytes)
    {
        var by = By(copy.Ring, copy.Position);
        ref readonly var target = ref copy.Destination;
        switch (target.Kind)
        {
            case DmaTargetKind.DeviceMemory:
                DeviceWrites.Write(copy.DestinationAddress + offset, bytes, by);
                break;
            case DmaTargetKind.Sbuf:
                SbufWrites[target.Core].Write(target.Partition, (int)target.Offset + offset, bytes, by);
                break;
            default:
                PsumWrites[target.Core].Write(target.Partition, (int)target.Offset + offset, bytes, by);
                break;
        }
    }

    /// <summary>Sends the 4 bytes of a copy to a register, which is never split; false if the way there is full.</summary>
    private bool TryStore(in CopyState copy, ReadOnlySpan<byte> bytes) => Stores.TryPush(new FabricWrite
    {
        Address = copy.DestinationAddress,
        Data = BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        By = By(copy.Ring, copy.Position),
    });
}
