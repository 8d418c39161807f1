using Hardware.Common.Memory;
using Hardware.Common.Observation;

namespace Hardware.Common.Dma;

/// <content>The data path's times: when bursts are requested from the memories, and when splits enter the FIFO and leave it.</content>
public sealed partial class DmaEngine
{
    /// <summary>Promises FIFO places to the next piece of the oldest copy that still has some, and asks its memory for the bytes.</summary>
    private bool RequestBurst()
    {
        ref var engine = ref Engine[0];
        if (engine.RequestingCopy >= engine.NextCopy)
            return false;
        var place = (int)(engine.RequestingCopy % MaximumCopies);
        ref var copy = ref Copies[place];
        var (_, length, splits) = PlanOf(copy).BurstAt(copy.Requested);
        var address = copy.SourceAddress + copy.Requested;
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

        var (offset, length, _) = PlanOf(copy).SplitAt(burst.Offset + burst.Moved);
        var place = (int)(engine.NextSplit % FifoSplits);
        TakeBytes(copy, offset, BytesOf(place, length));
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
        var bytes = BytesOf(place, split.Length);
        if (copy.Destination.Kind == DmaTargetKind.Fabric)
        {
            if (!TryStore(copy, bytes))
                return 0;
            busyCycles = Spec.DmaSemaphoreWriteCycles.Value;
        }
        else
        {
            PutBytes(copy, split.Offset, bytes);
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
