using System.Buffers.Binary;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Observation;

namespace Hardware.Common.Dma;

/// <content>The data path: bursts requested from the memories, splits read into the FIFO and written from it.</content>
public sealed partial class DmaEngine
{
    /// <summary>Splits that one request to the memory covers, as a page of DRAM does.</summary>
    private const int BurstSplits = 8;

    /// <summary>Promises FIFO places to the next piece of the oldest copy that still has some, and asks its memory for the bytes.</summary>
    private bool RequestBurst()
    {
        ref var engine = ref Engine[0];
        if (engine.RequestingCopy >= engine.NextCopy)
            return false;
        var place = (int)(engine.RequestingCopy % MaximumCopies);
        ref var copy = ref Copies[place];
        var splitBytes = (int)Spec.DmaSplitBytes.Value;
        var burstBytes = splitBytes * BurstSplits;
        var address = copy.SourceAddress + copy.Requested;
        var length = Math.Min(copy.Length - copy.Requested, burstBytes - (int)(address % burstBytes));
        var splits = ((int)(address % splitBytes) + length + splitBytes - 1) / splitBytes;
        if (copy.Destination.Kind == DmaTargetKind.Fabric)
            (length, splits) = (copy.Length, 1);
        var fromDevice = copy.Source.Kind == DmaTargetKind.DeviceMemory;
        if (engine.ReservedSplits + splits > FifoSplits || (fromDevice && !MemoryRequests.CanPush))
            return false;
        var index = (int)(engine.NextBurst % FifoSplits);
        if (fromDevice)
        {
            MemoryRequests.Push(new MemoryRequest { Address = address, Bytes = length, Tag = (BurstReadTag << TagShift) | index });
            Memory.Prefetch(address, length);
        }

        Bursts[index] = new BurstState
        {
            ReadReadyAt = fromDevice ? long.MaxValue : _cycle + Spec.SbufAccessLatencyCycles.Value,
            WriteReadyAt = copy.Destination.Kind == DmaTargetKind.DeviceMemory ? long.MaxValue : 0,
            Copy = place,
            Offset = copy.Requested,
            Length = length,
        };
        engine.NextBurst++;
        engine.ReservedSplits += splits;
        FifoLevel.Next = engine.ReservedSplits;
        copy.Requested += length;
        if (copy.Requested == copy.Length)
            engine.RequestingCopy++;
        return true;
    }

    /// <summary>One slot of the data path: at most one split leaves the FIFO and one enters it.</summary>
    /// <returns>True if the slot was so short that another begins in the next cycle.</returns>
    private bool MoveData()
    {
        ref var engine = ref Engine[0];
        if (_cycle < engine.DataPath.Ceiling)
            return false;
        var written = WriteSplit(ref engine, out var extra);
        var read = ReadSplit(ref engine);
        if ((written | read) == 0)
            return false;
        _rate.Book(ref engine.DataPath, _cycle, Math.Max(written, read));
        if (engine.DataPath.Whole < _cycle + extra)
            engine.DataPath = new BookedTime { Whole = _cycle + extra };
        return engine.DataPath.Ceiling <= _cycle;
    }

    private int ReadSplit(ref EngineState engine)
    {
        if (engine.MovingBurst >= engine.NextBurst)
            return 0;
        var index = (int)(engine.MovingBurst % FifoSplits);
        ref var burst = ref Bursts[index];
        if (burst.ReadReadyAt > _cycle)
            return 0;
        ref var copy = ref Copies[burst.Copy];
        var toDevice = copy.Destination.Kind == DmaTargetKind.DeviceMemory;
        if (toDevice && burst.Moved == 0)
        {
            if (!MemoryRequests.TryPush(new MemoryRequest
            {
                Address = copy.DestinationAddress + burst.Offset,
                Bytes = burst.Length,
                Tag = (BurstWriteTag << TagShift) | index,
            }))
            {
                return 0;
            }
        }

        var splitBytes = (int)Spec.DmaSplitBytes.Value;
        var offset = burst.Offset + burst.Moved;
        var length = copy.Destination.Kind == DmaTargetKind.Fabric
            ? burst.Length
            : Math.Min(burst.Length - burst.Moved, splitBytes - (int)((copy.SourceAddress + offset) % splitBytes));
        var place = (int)(engine.NextSplit % FifoSplits);
        ReadSource(copy, offset, Data.Span.Slice(place * splitBytes, length));
        Splits[place] = new SplitState
        {
            DueAt = _cycle + _rate.CyclesFor(length) + copy.Destination.Kind switch
            {
                DmaTargetKind.DeviceMemory => _deviceLatency,
                DmaTargetKind.Fabric => 0,
                _ => Spec.SbufAccessLatencyCycles.Value,
            },
            Burst = index,
            Offset = offset,
            Length = length,
        };
        engine.NextSplit++;
        burst.Moved += length;
        if (burst.Moved == burst.Length)
            engine.MovingBurst++;
        return length;
    }

    private void ReadSource(in CopyState copy, int offset, Span<byte> bytes)
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

    /// <summary>Writes the oldest split if its time has come.</summary>
    /// <param name="engine">The engine's scalar state.</param>
    /// <param name="busyCycles">Cycles that the data path stays busy beyond the split's bytes.</param>
    /// <returns>Bytes written, 0 if none.</returns>
    private int WriteSplit(ref EngineState engine, out long busyCycles)
    {
        busyCycles = 0;
        if (engine.OldestSplit >= engine.NextSplit)
            return 0;
        var place = (int)(engine.OldestSplit % FifoSplits);
        ref var split = ref Splits[place];
        ref var burst = ref Bursts[split.Burst];
        if (split.DueAt > _cycle || burst.WriteReadyAt > _cycle)
            return 0;
        ref var copy = ref Copies[burst.Copy];
        var bytes = Data.Span.Slice(place * (int)Spec.DmaSplitBytes.Value, split.Length);
        var by = By(copy.Ring, copy.Position);
        switch (copy.Destination.Kind)
        {
            case DmaTargetKind.DeviceMemory:
                DeviceWrites.Write(copy.DestinationAddress + split.Offset, bytes, by);
                break;
            case DmaTargetKind.Sbuf:
                SbufWrites[copy.Destination.Core].Write(copy.Destination.Partition, (int)copy.Destination.Offset + split.Offset, bytes, by);
                break;
            case DmaTargetKind.Psum:
                PsumWrites[copy.Destination.Core].Write(copy.Destination.Partition, (int)copy.Destination.Offset + split.Offset, bytes, by);
                break;
            default:
                // A store is never split, so these are its 4 bytes.
                if (!Stores.TryPush(new FabricWrite
                {
                    Address = copy.DestinationAddress,
                    Data = BinaryPrimitives.ReadUInt32LittleEndian(bytes),
                    By = by,
                }))
                {
                    return 0;
                }

                busyCycles = Spec.DmaSemaphoreWriteCycles.Value;
                break;
        }

        engine.OldestSplit++;
        engine.ReservedSplits--;
        if (copy.Written == 0)
            engine.Outstanding--;
        copy.Written += split.Length;
        FifoLevel.Next = engine.ReservedSplits;
        if (copy.Written == copy.Length)
            Finish(ref engine, copy);
        return split.Length;
    }

    private void Finish(ref EngineState engine, in CopyState copy)
    {
        ref var ring = ref Rings[copy.Ring];
        ring.Unfinished--;
        engine.OldestCopy++;
        InFlight.Next = (int)(engine.NextCopy - engine.OldestCopy);
        if (!Observers.IsEmpty)
        {
            Observers.OnDescriptor(new DmaRecord(
                By(copy.Ring, copy.Position), copy.SourceAddress, copy.DestinationAddress, copy.Length, copy.StartedAt, Now));
        }

        if (ring.Unfinished > 0 || ring.Read.Head < ring.Read.Tail)
            return;
        engine.ActiveRings &= ~(1UL << copy.Ring);
        if (engine.ActiveRings != 0)
            return;
        Idle.Next = true;
        BecameIdle.Raise();
    }
}
