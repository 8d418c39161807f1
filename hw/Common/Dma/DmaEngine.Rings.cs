using System.Numerics;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;

namespace Hardware.Common.Dma;

/// <content>Ring registers, doorbells and descriptor prefetch.</content>
public sealed partial class DmaEngine
{
    private const int BurstReadTag = 0;
    private const int BurstWriteTag = 1;
    private const int ReadRingTag = 2;
    private const int WriteRingTag = 3;
    private const int TagShift = 16;

    private void AcceptStores()
    {
        while (Control.TryPop(out var store))
        {
            if (!DmaRegisters.TryDecode(store.Address, Spec, out var register) || register.Core != Core || register.Engine != Number
                || register.Register is DmaRegister.Head or DmaRegister.Tail)
            {
                throw new ProgramFaultException(
                    HardwareCode.DmaRegisterUnknown, store.By,
                    $"store of 0x{store.Data:x} to 0x{store.Address:x}: DMA engine {Number} of core {Core} has no writable register there; "
                    + "ring base, length and tail increment of queues 0 to " + (Spec.DmaRings.Value - 1) + " would be right");
            }

            Accept(register, store);
        }
    }

    private void Accept(DmaRegisters register, in FabricWrite store)
    {
        var data = store.Data;
        ref var ring = ref Rings[register.Ring];
        ref var side = ref register.Side == DmaSide.Read ? ref ring.Read : ref ring.Write;
        switch (register.Register)
        {
            case DmaRegister.TailIncrement:
                RingDoorbell(register, ref ring, ref side, store);
                break;
            case DmaRegister.BaseLow:
                Move(register, ref side, (side.Base & ~0xFFFFFFFFL) | data, side.Length, store.By);
                break;
            case DmaRegister.BaseHigh:
                Move(register, ref side, (side.Base & 0xFFFFFFFFL) | ((long)data << 32), side.Length, store.By);
                break;
            case DmaRegister.Length:
                Move(register, ref side, side.Base, (int)(data & 0xFFFFFF), store.By);
                break;
            default:
                // Prefetch and scheduling enables: this model's rings are always enabled.
                break;
        }
    }

    private void Move(DmaRegisters register, ref RingSide side, long start, int length, Agent by)
    {
        if (side.Head != side.Tail)
        {
            throw new ProgramFaultException(
                HardwareCode.DmaRingBusy, by,
                $"{RingName(register.Ring)}: {register.Register} written while {side.Tail - side.Head} descriptors are pending; "
                + "wait until the ring is empty");
        }

        side = new RingSide { Base = start, Length = length };
    }

    private void RingDoorbell(DmaRegisters register, ref RingState ring, ref RingSide side, in FabricWrite store)
    {
        var count = store.Data;
        var layout = new DescriptorRing(side.Base, side.Length);
        if (!layout.IsLegal || !Memory.Contains(side.Base, layout.ByteLength))
        {
            throw new ProgramFaultException(
                HardwareCode.DmaRingIllegal, store.By,
                $"{RingName(register.Ring)}: the {register.Side} side has base 0x{side.Base:x} and {side.Length} slots; a base in device memory "
                + $"aligned to {DescriptorRing.BaseAlignment} bytes and a multiple of {DescriptorRing.LengthMultiple} slots from "
                + $"{DescriptorRing.MinimumLength} would be right");
        }

        if (side.Tail + count - side.Head > side.Length)
        {
            throw new ProgramFaultException(
                HardwareCode.DmaRingOverrun, store.By,
                $"{RingName(register.Ring)}: a doorbell adds {count} descriptors to {side.Tail - side.Head} pending ones, but the ring has "
                + $"{side.Length} slots; wait for completions or use a longer ring");
        }

        if (register.Side == DmaSide.Read && count > 0)
        {
            ref var engine = ref Engine[0];
            var bit = 1UL << register.Ring;
            if ((engine.ActiveRings & bit) == 0)
                ring.StartAt = _cycle + Spec.DmaDoorbellCycles.Value + Spec.DmaStartCycles.Value;
            engine.ActiveRings |= bit;
            Idle.Next = false;
            Tail[register.Ring].Next = (int)(side.Tail + count);
        }

        if (!Observers.IsEmpty)
            Observers.OnDoorbell(new DoorbellRecord(store.By, By(register.Ring, side.Tail), register.Side == DmaSide.Write, (int)count, Now));
        side.Tail += count;
    }

    private void AcceptReplies()
    {
        while (MemoryReplies.TryPop(out var reply))
        {
            var cycle = (reply.ReadyAt + Clock.Period - 1) / Clock.Period;
            var index = reply.Tag & ((1 << TagShift) - 1);
            switch (reply.Tag >> TagShift)
            {
                case BurstReadTag:
                    Bursts[index].ReadReadyAt = cycle;
                    break;
                case BurstWriteTag:
                    Bursts[index].WriteReadyAt = cycle;
                    break;
                case ReadRingTag:
                    Rings[index].Read.FetchReadyAt = cycle;
                    break;
                default:
                    Rings[index].Write.FetchReadyAt = cycle;
                    break;
            }
        }
    }

    /// <summary>Asks for the next burst of descriptors of one side of one ring. The write side follows the read side, so that what the
    /// buffer holds can always start.</summary>
    private bool FetchDescriptors()
    {
        if (!MemoryRequests.CanPush)
            return false;
        ref var engine = ref Engine[0];
        for (var rings = engine.ActiveRings; rings != 0; rings &= rings - 1)
        {
            var r = BitOperations.TrailingZeroCount(rings);
            ref var ring = ref Rings[r];
            if (_cycle < ring.StartAt)
                continue;
            if (ring.Write.FetchCount == 0)
            {
                var following = ring.Read.Fetched + ring.Read.FetchCount - ring.Read.Head - (ring.Write.Fetched - ring.Write.Head);
                if (Fetch(ref ring.Write, (int)following, (WriteRingTag << TagShift) | r))
                    return true;
            }

            if (ring.Read.FetchCount == 0)
            {
                var announced = Math.Min(ring.Read.Tail - ring.Read.Fetched, ring.Write.Tail - ring.Write.Head - (ring.Read.Fetched - ring.Read.Head));
                var room = BufferedPerRing - (ring.Read.Fetched - ring.Read.Head);
                var burst = BurstLength(ring.Read, (int)Math.Min(announced, int.MaxValue));
                if (burst > room || engine.Buffered + burst > Spec.DmaDescriptorPrefetch.Value)
                    continue;
                if (Fetch(ref ring.Read, burst, (ReadRingTag << TagShift) | r))
                {
                    engine.Buffered += burst;
                    return true;
                }
            }
        }

        return false;
    }

    // A burst ends at a multiple of its length, and at the end of the ring.
    private int BurstLength(in RingSide side, int wanted)
    {
        if (wanted <= 0)
            return 0;
        var burst = (int)Spec.DmaDescriptorBurst.Value;
        var slot = (int)(side.Fetched % side.Length);
        return Math.Min(Math.Min(wanted, burst - (slot % burst)), side.Length - slot);
    }

    private bool Fetch(ref RingSide side, int wanted, int tag)
    {
        var count = BurstLength(side, wanted);
        if (count == 0)
            return false;
        side.FetchCount = count;
        side.FetchReadyAt = long.MaxValue;
        MemoryRequests.Push(new MemoryRequest
        {
            Address = new DescriptorRing(side.Base, side.Length).AddressOf(side.Fetched),
            Bytes = count * Descriptor.Bytes,
            Tag = tag,
        });
        return true;
    }

    private void TakeFetchedDescriptors()
    {
        for (var rings = Engine[0].ActiveRings; rings != 0; rings &= rings - 1)
        {
            var r = BitOperations.TrailingZeroCount(rings);
            ref var ring = ref Rings[r];
            if (ring.Read.FetchCount > 0 && ring.Read.FetchReadyAt <= _cycle)
                Take(ref ring.Read, r, DmaSide.Read);
            if (ring.Write.FetchCount > 0 && ring.Write.FetchReadyAt <= _cycle)
                Take(ref ring.Write, r, DmaSide.Write);
        }
    }

    private void Take(ref RingSide side, int ring, DmaSide which)
    {
        var layout = new DescriptorRing(side.Base, side.Length);
        Span<byte> bytes = stackalloc byte[Descriptor.Bytes];
        for (; side.FetchCount > 0; side.FetchCount--, side.Fetched++)
        {
            var address = layout.AddressOf(side.Fetched);
            if (Memory.ReadWritten(address, bytes) >= 0)
            {
                throw new ProgramFaultException(
                    HardwareCode.DmaRingUnwritten, By(ring, side.Fetched),
                    $"{RingName(ring)}: {which} descriptor {side.Fetched} at 0x{address:x} was never written; write it before the doorbell");
            }

            if (!Memory.Observers.IsEmpty)
                Memory.Observers.OnRead(Memory, 0, 1, address, Descriptor.Bytes, By(ring, side.Fetched));
            var descriptor = Descriptor.Decode(bytes);
            if (descriptor.Phase != layout.PhaseOf(side.Fetched))
            {
                throw new ProgramFaultException(
                    HardwareCode.DmaPhaseWrong, By(ring, side.Fetched),
                    $"{RingName(ring)}: {which} descriptor {side.Fetched} at 0x{address:x} carries phase {descriptor.Phase}; phase "
                    + $"{layout.PhaseOf(side.Fetched)} would be right in this pass over the ring");
            }

            Prefetched[PlaceOf(ring, which, side.Fetched)] = descriptor;
        }
    }

    private int PlaceOf(int ring, DmaSide side, long position) =>
        (((ring * 2) + (int)side) * BufferedPerRing) + (int)(position % BufferedPerRing);
}
