using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Interconnect;

/// <summary>Registers of one notification ring; the value is the offset within the ring's block.</summary>
public enum NotificationRegister
{
    /// <summary>Host address of the ring, low word.</summary>
    BaseLow = 0x0,

    /// <summary>High word of that address.</summary>
    BaseHigh = 0x4,

    /// <summary>Entries of the ring; 0, as at power-up, switches it off.</summary>
    Length = 0x8,

    /// <summary>Entries that the host has taken since the length was written.</summary>
    Head = 0xC,
}

/// <summary>
/// The notification rings of a core in its aperture: a block of registers for each queue and type, and a word for each queue that a
/// stream's Notify stores to. Counts of queues and types are the public driver's, the addresses this project's own (unpublished), in a hole
/// below the events.
/// </summary>
public static class NotificationWindow
{
    /// <summary>Offset of the window in the core's aperture.</summary>
    public const long Offset = 0x2690000;

    /// <summary>Bytes of the window.</summary>
    public const long Length = 0x4000;

    private const long RingStride = 0x10;
    private const long MarkOffset = 0x2000;
    private const long EndOffset = 0x3000;

    /// <summary>First address of a core's window.</summary>
    public static long BaseOf(ChipSpec spec, int core) => spec.CoreApertureBase.Value + (core * spec.CoreApertureStride.Value) + Offset;

    /// <summary>Address of a register of a ring.</summary>
    public static long RegisterAddress(ChipSpec spec, int core, int queue, NotificationType type, NotificationRegister register) =>
        BaseOf(spec, core) + (RingOf(spec, queue, type) * RingStride) + (int)register;

    /// <summary>The queue of a stream: streams are numbered in the order of <see cref="EngineNames.Of"/>.</summary>
    public static int QueueOf(ChipSpec spec, Engine engine)
    {
        var streams = EngineNames.Of(spec);
        for (var queue = 0; queue < streams.Count; queue++)
        {
            if (streams[queue] == engine)
                return queue;
        }

        throw new ArgumentOutOfRangeException(nameof(engine));
    }

    /// <summary>Address that Notify of a queue's stream stores its value to.</summary>
    /// <param name="spec">The chip.</param>
    /// <param name="core">The core.</param>
    /// <param name="queue">The stream's queue.</param>
    /// <param name="end">The entry that tells the stream's end, which waits until what the core started has come to rest.</param>
    public static long NotifyAddress(ChipSpec spec, int core, int queue, bool end) => BaseOf(spec, core) + (end ? EndOffset : MarkOffset) + (queue * 4L);

    /// <summary>Number of a ring among those of its core.</summary>
    public static int RingOf(ChipSpec spec, int queue, NotificationType type) => (queue * spec.NotificationTypes) + (int)type;

    /// <summary>The queue of an address that a Notify stores to; -1 if it is none.</summary>
    public static int QueueOf(ChipSpec spec, int core, long address, out bool end)
    {
        var offset = address - BaseOf(spec, core);
        end = offset >= EndOffset;
        var queue = (offset - (end ? EndOffset : MarkOffset)) / 4;
        return offset >= MarkOffset && offset % 4 == 0 && queue < spec.NotificationQueues.Value ? (int)queue : -1;
    }

    /// <summary>The ring and register of an address; false if there is none.</summary>
    public static bool TryDecode(ChipSpec spec, int core, long address, out int ring, out NotificationRegister register)
    {
        var offset = address - BaseOf(spec, core);
        (ring, register) = ((int)(offset / RingStride), (NotificationRegister)(offset % RingStride));
        return offset >= 0 && ring < spec.NotificationQueues.Value * spec.NotificationTypes.Value && offset % 4 == 0;
    }
}
