using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Dma;

/// <summary>
/// One DMA engine on the base clock: rings of descriptor pairs in device memory, prefetched in bursts, started in order within a ring and
/// in rotation across rings at packet boundaries. Data moves in splits through a 32 KiB FIFO: a split is read when its bytes have arrived
/// and the data path is free, and written when the destination's latency has passed.
/// </summary>
/// <remarks>
/// <para>Throughput is not a table: the data path passes a fixed rate, and only a few copies may wait for their first byte at a time, so a
/// small descriptor costs the memory latency divided by that number, and a large one its bytes.</para>
/// <para>Sizes of FIFO and bursts: public driver headers of the UDMA.</para>
/// </remarks>
public sealed partial class DmaEngine : Component
{
    /// <summary>Splits in the data FIFO.</summary>
    private const int FifoSplits = 128;

    /// <summary>Copies under way at a time, as many as a packet has descriptors.</summary>
    private const int MaximumCopies = 64;

    private const int MaximumRings = 16;

    private TransferRate _rate;

    // The cycle being evaluated: asking the clock costs a division.
    private long _cycle;
    private long _deviceLatency;

    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            Data = Bank.Of<byte>(FifoSplits * value.DmaSplitBytes);
            Prefetched = Bank.Of<Descriptor>(MaximumRings * 2 * BufferedPerRing);
        }
    }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    /// <summary>Core that the engine belongs to.</summary>
    public required int Core { get; init; }

    /// <summary>Number of the engine within its core.</summary>
    public required int Number { get; init; }

    /// <summary>Stores to the engine's registers, full addresses.</summary>
    public required Consumer<FabricWrite> Control { get; init; }

    /// <summary>4-byte copies to addresses outside the memories: semaphores and doorbells.</summary>
    public required Producer<FabricWrite> Stores { get; init; }

    public required Producer<MemoryRequest> MemoryRequests { get; init; }

    public required Consumer<MemoryReply> MemoryReplies { get; init; }

    /// <summary>SBUF of every core of the chip.</summary>
    public required PartitionedMemory[] Sbufs
    {
        get;
        init
        {
            field = value;
            SbufWrites = [.. value.Select(memory => new PartitionedWritePort(memory))];
        }
    }

    /// <summary>PSUM of every core of the chip.</summary>
    public required PartitionedMemory[] Psums
    {
        get;
        init
        {
            field = value;
            PsumWrites = [.. value.Select(memory => new PartitionedWritePort(memory))];
        }
    }

    public required PagedMemory Memory
    {
        get;
        init
        {
            field = value;
            DeviceWrites = new PagedWritePort(value);
        }
    }

    public required ExecutionObservers Observers { get; init; }

    /// <summary>No descriptor is announced or under way.</summary>
    public Reg<bool> Idle { get; } = Reg.Of(true);

    /// <summary>Raised when <see cref="Idle"/> rises.</summary>
    public WakeLine BecameIdle { get; } = WakeLine.Of();

    /// <summary>Ring of the last started descriptor.</summary>
    public Reg<int> ActiveRing { get; } = Reg.Of<int>();

    /// <summary>Copies under way.</summary>
    public Reg<int> InFlight { get; } = Reg.Of<int>();

    /// <summary>Splits that hold a place of the data FIFO.</summary>
    public Reg<int> FifoLevel { get; } = Reg.Of<int>();

    /// <summary>Descriptors started in each ring, modulo 2^32.</summary>
    public Reg<int>[] Head { get; } = Reg.Row<int>(MaximumRings);

    /// <summary>Descriptors announced in each ring (read side), modulo 2^32.</summary>
    public Reg<int>[] Tail { get; } = Reg.Row<int>(MaximumRings);

    private PartitionedWritePort[] SbufWrites { get; init; } = [];

    private PartitionedWritePort[] PsumWrites { get; init; } = [];

    private PagedWritePort DeviceWrites { get; init; } = null!;

    private Bank<byte> Data { get; init; } = null!;

    private Bank<Descriptor> Prefetched { get; init; } = null!;

    private Bank<EngineState> Engine { get; } = Bank.Of<EngineState>(1);

    private Bank<RingState> Rings { get; } = Bank.Of<RingState>(MaximumRings);

    private Bank<CopyState> Copies { get; } = Bank.Of<CopyState>(MaximumCopies);

    private Bank<BurstState> Bursts { get; } = Bank.Of<BurstState>(FifoSplits);

    private Bank<SplitState> Splits { get; } = Bank.Of<SplitState>(FifoSplits);

    private int BufferedPerRing => 2 * (int)Spec.DmaDescriptorBurst.Value;

    protected internal override void OnElaborated()
    {
        _rate = new TransferRate(Spec.DmaBytesPerSecond, Clock.Frequency);
        _deviceLatency = Clock.CyclesFor(Spec.DeviceMemoryLatencyCycles, Spec.DeviceMemoryClock);
    }

    protected internal override void Tick()
    {
        _cycle = Cycle;
        ref var engine = ref Engine[0];
        AcceptStores();
        AcceptReplies();
        if (engine.ActiveRings == 0)
        {
            Sleep();
            return;
        }

        // Each stage sees what the stages before it freed in this cycle, so only one that acted can leave more work for the next.
        TakeFetchedDescriptors();
        var busy = MoveData();
        busy |= StartCopy();
        busy |= RequestBurst();
        busy |= FetchDescriptors();
        if (!busy)
            SleepUntilDeadline(ref engine);
    }

    /// <summary>Sleeps until the next cycle at which time alone lets a stage act; channels wake the engine for everything else.</summary>
    private void SleepUntilDeadline(ref EngineState engine)
    {
        var cycle = _cycle;
        var next = long.MaxValue;
        if (engine.OldestSplit < engine.NextSplit)
        {
            ref var split = ref Splits[(int)(engine.OldestSplit % FifoSplits)];
            Earliest(ref next, cycle, Math.Max(Math.Max(split.DueAt, Bursts[split.Burst].WriteReadyAt), engine.DataPath.Ceiling));
        }

        if (engine.MovingBurst < engine.NextBurst)
            Earliest(ref next, cycle, Math.Max(Bursts[(int)(engine.MovingBurst % FifoSplits)].ReadReadyAt, engine.DataPath.Ceiling));
        for (var rings = engine.ActiveRings; rings != 0; rings &= rings - 1)
        {
            ref var ring = ref Rings[System.Numerics.BitOperations.TrailingZeroCount(rings)];
            Earliest(ref next, cycle, ring.StartAt);
            if (ring.Read.FetchCount > 0)
                Earliest(ref next, cycle, ring.Read.FetchReadyAt);
            if (ring.Write.FetchCount > 0)
                Earliest(ref next, cycle, ring.Write.FetchReadyAt);
        }

        if (next == long.MaxValue || next == engine.TimerAt)
        {
            Sleep();
            return;
        }

        engine.TimerAt = next;
        SleepUntilCycle(next);
    }

    private static void Earliest(ref long next, long cycle, long candidate)
    {
        if (candidate > cycle && candidate < next)
            next = candidate;
    }

    private Agent By(int ring, long position) => Agent.OfDma(Chip, Core, Number, ring) with { Instruction = (int)position };

    private string RingName(int ring) => $"DMA engine {Number} of core {Core}, ring {ring}";
}
