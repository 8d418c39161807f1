using System.Numerics;
using Hardware.Common.Diagnostics;
using Hardware.Common.Observation;

namespace Hardware.Common.Dma;

/// <content>The choice of the next copy, and the checks of its descriptors.</content>
public sealed partial class DmaEngine
{
    /// <summary>Starts the next copy: of the packet under way, or of the next ring in rotation.</summary>
    private bool StartCopy()
    {
        ref var engine = ref Engine[0];
        if (engine.Outstanding >= Spec.DmaOutstandingDescriptors.Value || engine.NextCopy - engine.OldestCopy >= MaximumCopies)
            return false;
        if (engine.InPacket != 0)
        {
            if (!CanStart(engine.Ring))
                return false;
            Start(ref engine, engine.Ring);
            return true;
        }

        // Rings after the last one first, then from ring 0: rotation at packet boundaries.
        var after = engine.ActiveRings & ~((2UL << engine.Ring) - 1);
        for (var pass = 0; pass < 2; pass++)
        {
            for (var rings = pass == 0 ? after : engine.ActiveRings & ~after; rings != 0; rings &= rings - 1)
            {
                var r = BitOperations.TrailingZeroCount(rings);
                if (!CanStart(r))
                    continue;
                Start(ref engine, r);
                return true;
            }
        }

        return false;
    }

    private bool CanStart(int r)
    {
        ref var ring = ref Rings[r];
        if (ring.Read.Head >= ring.Read.Fetched || ring.Write.Head >= ring.Write.Fetched)
            return false;
        var read = Prefetched[PlaceOf(r, DmaSide.Read, ring.Read.Head)];
        return ring.Unfinished == 0 || !(read.HasWriteBarrier || read.HasMemoryBarrier);
    }

    private void Start(ref EngineState engine, int r)
    {
        ref var ring = ref Rings[r];
        var read = Prefetched[PlaceOf(r, DmaSide.Read, ring.Read.Head)];
        var write = Prefetched[PlaceOf(r, DmaSide.Write, ring.Write.Head)];
        Copies[(int)(engine.NextCopy % MaximumCopies)] = CopyOf(r, ring.Read.Head, read, write);
        engine.NextCopy++;
        engine.Outstanding++;
        engine.Buffered--;
        engine.Ring = r;
        engine.InPacket = read.IsLast ? 0 : 1;
        ring.Read.Head++;
        ring.Write.Head++;
        ring.Unfinished++;
        ActiveRing.Next = r;
        InFlight.Next = (int)(engine.NextCopy - engine.OldestCopy);
        Head[r].Next = (int)ring.Read.Head;
    }

    private CopyState CopyOf(int ring, long position, Descriptor read, Descriptor write)
    {
        if (read.Length != write.Length)
        {
            throw new ProgramFaultException(
                HardwareCode.DmaLengthsDiffer, By(ring, position),
                $"{RingName(ring)}: descriptor {position} reads {read.Length} bytes but writes {write.Length}; equal lengths would be right");
        }

        if ((read.Meta & ~(1u << 26)) != Descriptor.PlainCopy)
        {
            throw new ProgramFaultException(
                HardwareCode.DmaOperationUnsupported, By(ring, position),
                $"{RingName(ring)}: descriptor {position} has meta word 0x{read.Meta:x8}; 0x{Descriptor.PlainCopy:x8} (a plain copy), with or "
                + "without the write barrier, would be right");
        }

        return new CopyState
        {
            Source = TargetOf(ring, position, (long)read.Address, read.Length, DmaSide.Read),
            Destination = TargetOf(ring, position, (long)write.Address, write.Length, DmaSide.Write),
            SourceAddress = (long)read.Address,
            DestinationAddress = (long)write.Address,
            Position = position,
            StartedAt = Now,
            Ring = ring,
            Length = read.Length,
        };
    }

    private DmaTarget TargetOf(int ring, long position, long address, int length, DmaSide side)
    {
        var target = DmaTarget.Decode(address, Spec, Memory);
        if (target.Kind == DmaTargetKind.Fabric && (side == DmaSide.Read || length != 4))
        {
            throw new ProgramFaultException(
                HardwareCode.DmaAddressUnmapped, By(ring, position),
                $"{RingName(ring)}: descriptor {position} {(side == DmaSide.Read ? "reads" : "writes")} {length} bytes at 0x{address:x}, where no "
                + "memory is; device memory or a core's SBUF or PSUM would be right, or a 4-byte write to a register");
        }

        var fits = target.Kind switch
        {
            DmaTargetKind.DeviceMemory => Memory.Contains(address, length),
            DmaTargetKind.Sbuf => target.Offset + length <= Sbufs[target.Core].BytesPerPartition,
            DmaTargetKind.Psum => target.Offset + length <= Psums[target.Core].BytesPerPartition,
            _ => true,
        };
        if (!fits)
        {
            var end = target.Kind == DmaTargetKind.DeviceMemory
                ? "the device memory region"
                : $"{(target.Kind == DmaTargetKind.Sbuf ? "SBUF" : "PSUM")} partition {target.Partition}";
            throw new ProgramFaultException(
                HardwareCode.DmaCrossesPartition, By(ring, position),
                $"{RingName(ring)}: descriptor {position} {(side == DmaSide.Read ? "reads" : "writes")} {length} bytes at 0x{address:x}, beyond the "
                + $"end of {end}; one descriptor for each contiguous piece would be right");
        }

        return target;
    }
}
