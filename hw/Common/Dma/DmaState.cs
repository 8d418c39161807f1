using System.Runtime.InteropServices;
using Hardware.Common.Memory;

namespace Hardware.Common.Dma;

/// <summary>One side of a ring. Positions count descriptors since the ring's base was written.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct RingSide
{
    public long Base;

    /// <summary>Next position to start.</summary>
    public long Head;

    /// <summary>Position after the last that a doorbell announced.</summary>
    public long Tail;

    /// <summary>Position after the last in the prefetch buffer.</summary>
    public long Fetched;

    /// <summary>Cycle at which the descriptors under way are here; <see cref="long.MaxValue"/> until the controller has replied.</summary>
    public long FetchReadyAt;

    public int Length;

    /// <summary>Descriptors under way from memory.</summary>
    public int FetchCount;
}

/// <summary>A ring: both sides and what is under way.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct RingState
{
    public RingSide Read;
    public RingSide Write;

    /// <summary>Cycle from which descriptors may be fetched.</summary>
    public long StartAt;

    /// <summary>Descriptors started whose last byte is not written.</summary>
    public long Unfinished;
}

/// <summary>A copy under way: one read and one write descriptor.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct CopyState
{
    public DmaTarget Source;
    public DmaTarget Destination;
    public long SourceAddress;
    public long DestinationAddress;
    public long Position;

    /// <summary>Tick at which the copy left its ring.</summary>
    public long StartedAt;
    public int Ring;
    public int Length;

    /// <summary>Bytes whose read has been requested.</summary>
    public int Requested;

    /// <summary>Bytes written.</summary>
    public int Written;
}

/// <summary>Up to a page of one copy, requested from the memory as a whole.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct BurstState
{
    /// <summary>Cycle at which the source's bytes are at the engine; <see cref="long.MaxValue"/> until the controller has replied.</summary>
    public long ReadReadyAt;

    /// <summary>Cycle before which the destination takes nothing; <see cref="long.MaxValue"/> until the controller has replied.</summary>
    public long WriteReadyAt;
    public int Copy;

    /// <summary>First byte within the copy.</summary>
    public int Offset;
    public int Length;

    /// <summary>Bytes read into the data FIFO.</summary>
    public int Moved;
}

/// <summary>Bytes in the data FIFO that wait for their write time.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct SplitState
{
    /// <summary>Cycle at which the destination is reached.</summary>
    public long DueAt;
    public int Burst;

    /// <summary>First byte within the copy.</summary>
    public int Offset;
    public int Length;

    private readonly int _padding;
}

/// <summary>Pointers of the engine's queues (each counts up for ever) and its scalar state.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
internal struct EngineState
{
    public long OldestCopy;
    public long NextCopy;

    /// <summary>Copy whose reads are being requested.</summary>
    public long RequestingCopy;

    /// <summary>Burst whose splits are being read.</summary>
    public long MovingBurst;
    public long NextBurst;
    public long OldestSplit;
    public long NextSplit;

    /// <summary>How far the data path is booked, in cycles.</summary>
    public BookedTime DataPath;

    /// <summary>Cycle of the last timer that was set.</summary>
    public long TimerAt;

    /// <summary>A bit for each ring that has announced or unfinished descriptors.</summary>
    public ulong ActiveRings;

    /// <summary>Descriptor pairs in the prefetch buffer or on their way to it.</summary>
    public int Buffered;

    /// <summary>Copies started whose first byte is not written.</summary>
    public int Outstanding;

    /// <summary>Places of the data FIFO that are taken or promised.</summary>
    public int ReservedSplits;

    /// <summary>Ring of the packet under way, or of the last one.</summary>
    public int Ring;

    /// <summary>1 between a packet's first and last descriptor.</summary>
    public int InPacket;

    private readonly int _padding;
}
