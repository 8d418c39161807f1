using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Host.Notifications;

/// <summary>
/// The notification queues of a core, on the base clock: takes the stores of Notify instructions, writes entries to the rings that the host
/// has set up in its memory, and tells the host one PCIe latency later.
/// </summary>
/// <remarks>
/// The entry of a stream's end is kept back until the core is at rest, so that a host that has read the last one finds everything in device
/// memory. A ring whose host does not take entries fast enough is a fault with a name, as in the public runtime (SW_NQ_OVERFLOW).
/// </remarks>
public sealed class NotificationUnit : Component
{
    // Notices on their way: more would need more Notify instructions than streams can execute in a PCIe latency, at one place each.
    private const int NoticeCapacity = 4096;

    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            Rings = Bank.Of<RingState>(value.NotificationQueues * value.NotificationTypes);
        }
    }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    public required int Core { get; init; }

    /// <summary>Stores into the core's <see cref="NotificationWindow"/>.</summary>
    public required Consumer<FabricWrite> Stores { get; init; }

    /// <summary>To the host's driver.</summary>
    public required Producer<HostNotice> Notices { get; init; }

    /// <summary>Memory of the host, with the rings.</summary>
    public required PagedMemory HostMemory
    {
        get;
        init
        {
            field = value;
            HostWrites = new PagedWritePort(value);
        }
    }

    /// <summary>What the end of a stream waits for.</summary>
    public required CoreRest Rest { get; init; }

    /// <summary>Entries written to all rings.</summary>
    public Reg<int> Written { get; } = Reg.Of<int>();

    /// <summary>A bit for each queue whose stream has ended while the core is not at rest.</summary>
    public Reg<int> EndsPending { get; } = Reg.Of<int>();

    private PagedWritePort HostWrites { get; init; } = null!;

    private Bank<RingState> Rings { get; init; } = null!;

    private Bank<FabricWrite> Ends { get; } = Bank.Of<FabricWrite>(32);

    private Bank<NoticeInFlight> InFlight { get; } = Bank.Of<NoticeInFlight>(NoticeCapacity);

    // Notices made and sent since power-up.
    private Bank<long> Counts { get; } = Bank.Of<long>(2);

    protected internal override void OnElaborated() => Rest.Listen(this);

    protected internal override void Tick()
    {
        var ends = EndsPending.Q;
        if (Stores.TryPop(out var store))
            Take(store, ref ends);
        if (ends != 0 && !Stores.CanPop && Rest.IsAtRest)
        {
            for (var queue = 0; ends >> queue != 0; queue++)
            {
                if ((ends >> queue & 1) != 0)
                    Write(queue, NotificationType.Notify, Ends[queue].By, (int)Ends[queue].Data, isEnd: true);
            }

            ends = 0;
        }

        if (ends != EndsPending.Q)
            EndsPending.Next = ends;
        if (SendNotices() || Stores.CanPop)
            return;
        if (Counts.Items[0] > Counts.Items[1])
            SleepUntilCycle(InFlight[(int)(Counts.Items[1] % NoticeCapacity)].DueCycle);
        else
            Sleep();
    }

    private void Take(in FabricWrite store, ref int ends)
    {
        if (NotificationWindow.QueueOf(Spec, Core, store.Address, out var end) is >= 0 and var queue)
        {
            if (end)
                (Ends[queue], ends) = (store, ends | (1 << queue));
            else
                Write(queue, NotificationType.Notify, store.By, (int)store.Data, isEnd: false);
            return;
        }

        if (!NotificationWindow.TryDecode(Spec, Core, store.Address, out var number, out var register))
        {
            throw new ProgramFaultException(
                HardwareCode.NotificationRegisterUnknown, store.By,
                $"store of 0x{store.Data:X} to 0x{store.Address:X}, which is no register of core {Core}'s notification queues; "
                + $"queues 0 to {Spec.NotificationQueues.Value - 1} with base, length and head would be right");
        }

        ref var ring = ref Rings[number];
        switch (register)
        {
            case NotificationRegister.BaseLow:
                ring.Base = (ring.Base & ~0xFFFFFFFFL) | store.Data;
                break;
            case NotificationRegister.BaseHigh:
                ring.Base = (ring.Base & 0xFFFFFFFFL) | ((long)store.Data << 32);
                break;
            case NotificationRegister.Length:
                (ring.Length, ring.Head, ring.Tail) = ((int)store.Data, 0, 0);
                break;
            default:
                ring.Head = store.Data;
                break;
        }
    }

    /// <summary>Writes an entry, if the host has set up the ring.</summary>
    private void Write(int queue, NotificationType type, Agent by, int value, bool isEnd)
    {
        ref var ring = ref Rings[NotificationWindow.RingOf(Spec, queue, type)];
        if (ring.Length == 0)
            return;
        if (ring.Tail - ring.Head >= ring.Length || Counts.Items[0] - Counts.Items[1] == NoticeCapacity)
        {
            throw new ProgramFaultException(
                HardwareCode.NotificationQueueOverflow, by,
                $"{type} queue {queue} of core {Core} overflows: its {ring.Length} entries are full, because the host takes them slower than they come; fewer Notify instructions would be right");
        }

        Span<byte> bytes = stackalloc byte[NotificationEntry.Bytes];
        new NotificationEntry(type, by, value, isEnd, Cycle).Encode(bytes, ring.Tail, ring.Length);
        HostWrites.Write(ring.Base + (ring.Tail % ring.Length * NotificationEntry.Bytes), bytes, by);
        ring.Tail++;
        Written.Next++;
        InFlight[(int)(Counts.Items[0]++ % NoticeCapacity)] = new NoticeInFlight
        {
            DueCycle = Cycle + Spec.HostLatencyCycles.Value,
            Notice = new HostNotice { Core = Core, Queue = queue, Type = (int)type },
        };
    }

    /// <summary>Sends the notices that are due.</summary>
    /// <returns>True if one waits for a place.</returns>
    private bool SendNotices()
    {
        while (Counts.Items[0] > Counts.Items[1])
        {
            ref readonly var oldest = ref InFlight.Items[(int)(Counts.Items[1] % NoticeCapacity)];
            if (oldest.DueCycle > Cycle)
                return false;
            if (!Notices.TryPush(oldest.Notice))
                return true;
            Counts.Items[1]++;
        }

        return false;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct RingState
    {
        public long Base;

        /// <summary>Entries that the host has taken.</summary>
        public long Head;

        /// <summary>Entries written.</summary>
        public long Tail;

        /// <summary>Entries of the ring; 0 while it is off.</summary>
        public int Length;

        private readonly int _padding;
    }

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct NoticeInFlight
    {
        public long DueCycle;
        public HostNotice Notice;
    }
}
