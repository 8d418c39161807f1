using Hardware.Common.Dma;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Tests.Dma;

/// <summary>DMA engines of one core with device memory, SBUFs and PSUMs of all cores, and rings that tests fill.</summary>
public sealed class DmaBench : IExecutionObserver, IMemoryObserver
{
    private readonly List<(Descriptor Read, Descriptor Write)>[,] _copies;
    private readonly int _ringLength;

    public DmaBench(int engines = 1, SimulatorOptions? options = null, ChipSpec? spec = null, int ringLength = 1024)
    {
        Spec = spec ?? TestSpec.Create();
        _ringLength = ringLength;
        _copies = new List<(Descriptor, Descriptor)>[engines, 16];
        foreach (ref var list in System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref _copies[0, 0], _copies.Length))
            list = [];
        Grid = TestSpec.Grid(Spec);
        Chip = new Netlist(Spec, Grid, engines, this);
        Simulator = new Simulator(Chip, Grid, options);
    }

    /// <summary>Who stores to the registers.</summary>
    public static Agent Storer { get; } = Agent.OfStream(0, 0, Engine.Sync) with { Instruction = 5 };

    public ChipSpec Spec { get; }

    public ClockGrid Grid { get; }

    public Netlist Chip { get; }

    public Simulator Simulator { get; }

    public PagedMemory Memory => Chip.Memory;

    public List<DmaRecord> Finished { get; } = [];

    /// <summary>Tick of the first byte that a DMA engine wrote, -1 before.</summary>
    public long FirstWriteAt { get; private set; } = -1;

    public static long Sbuf(int partition, int offset, int core = 0) => 0xfff_c000_0000 + (core * 0x400_0000L) + (partition * 0x40000L) + offset;

    public static long Psum(int partition, int offset) => 0xfff_c000_0000 + 0x200_0000 + (partition * 0x4000L) + offset;

    public static long SemaphoreIncrement(int semaphore) => 0xfff_c000_0000 + 0x270_1800 + (semaphore * 4);

    public static byte[] Pattern(int length, int seed)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    /// <summary>Appends a copy to a ring.</summary>
    public void Add(int engine, int ring, long source, long destination, int length, bool barrier = false, bool first = true, bool last = true)
    {
        var list = _copies[engine, ring];
        var phase = new DescriptorRing(0, _ringLength).PhaseOf(list.Count);
        list.Add((Descriptor.ForRead(source, length, phase, first, last, barrier), Descriptor.ForWrite(destination, length, phase, first, last)));
    }

    /// <summary>Writes the descriptors from position <paramref name="from"/> on into the ring, sets the ring up when that is 0, and rings
    /// the doorbells at a cycle.</summary>
    public void Ring(int engine, int ring, long cycle = 0, int from = 0)
    {
        var list = _copies[engine, ring];
        var read = new DescriptorRing(0x10_0000 + (((engine * 16) + ring) * 0x8000), _ringLength);
        var write = new DescriptorRing(read.Base + 0x4000, _ringLength);
        var bytes = new byte[Descriptor.Bytes];
        for (var i = from; i < list.Count; i++)
        {
            list[i].Read.Encode(bytes);
            Memory.Write(read.AddressOf(i), bytes);
            list[i].Write.Encode(bytes);
            Memory.Write(write.AddressOf(i), bytes);
        }

        foreach (var (side, layout) in new[] { (DmaSide.Write, write), (DmaSide.Read, read) })
        {
            if (from == 0)
            {
                Store(engine, side, ring, DmaRegister.BaseLow, (uint)layout.Base, cycle);
                Store(engine, side, ring, DmaRegister.BaseHigh, (uint)(layout.Base >> 32), cycle);
                Store(engine, side, ring, DmaRegister.Length, (uint)_ringLength, cycle);
            }

            Store(engine, side, ring, DmaRegister.TailIncrement, (uint)(list.Count - from), cycle);
        }
    }

    public void Store(int engine, DmaSide side, int ring, DmaRegister register, uint data, long cycle = 0) =>
        Chip.Scripts[engine].List.Add((cycle, new FabricWrite { Address = new DmaRegisters(0, engine, side, ring, register).AddressIn(Spec), Data = data, By = Storer }));

    /// <summary>Runs until a cycle of the base clock.</summary>
    public void RunTo(long cycle) => Simulator.RunUntil(cycle * Grid["base"].Period);

    /// <summary>Runs until nothing moves, at most a millisecond.</summary>
    public void Run()
    {
        Simulator.RunUntil(Simulator.Now + (Grid.TicksPerSecond / 1000));
    }

    public double Nanoseconds(long ticks) => ticks * 1e9 / Grid.TicksPerSecond;

    public byte[] ReadDevice(long address, int length)
    {
        var bytes = new byte[length];
        Memory.Read(address, bytes);
        return bytes;
    }

    public byte[] ReadSbuf(int partition, int offset, int length, int core = 0)
    {
        var bytes = new byte[length];
        Chip.Sbufs[core].Read(partition, offset, bytes);
        return bytes;
    }

    void IExecutionObserver.OnDescriptor(in DmaRecord record) => Finished.Add(record);

    void IMemoryObserver.OnWrite(StateElement memory, int firstPartition, int partitions, long offset, int length, in Agent by)
    {
        if (FirstWriteAt < 0)
            FirstWriteAt = Simulator.Now;
    }

    public sealed class Netlist : Module
    {
        public Netlist(ChipSpec spec, ClockGrid grid, int engines, DmaBench bench)
        {
            Clock = grid["base"];
            Memory = new PagedMemory((0, 16L << 30), (0x10_0000_0000, 16L << 30));
            Sbufs = [.. Enumerable.Range(0, 2).Select(core => new PartitionedMemory(128, 192 * 1024, (ulong)core))];
            Psums = [.. Enumerable.Range(0, 2).Select(core => new PartitionedMemory(128, 16 * 1024, 2 + (ulong)core))];
            Control = Channel.Row<FabricWrite>(engines);
            Stores = Channel.Row<FabricWrite>(engines);
            Requests = Channel.Row<MemoryRequest>(engines, 4);
            Replies = Channel.Row<MemoryReply>(engines, 4);
            Controller = new MemoryController
            {
                Clock = grid["memory"],
                Spec = spec,
                Memory = Memory,
                Requests = [.. Requests.Select(c => c.Consumer)],
                Replies = [.. Replies.Select(c => c.Producer)],
            };
            Observers.Add(bench);
            foreach (var memory in (MemoryObservers[])[Memory.Observers, .. Sbufs.Concat(Psums).Select(m => m.Observers)])
                memory.Add(bench);
            Engines = [.. Enumerable.Range(0, engines).Select(e => new DmaEngine
            {
                Spec = spec,
                Core = 0,
                Number = e,
                Control = Control[e].Consumer,
                Stores = Stores[e].Producer,
                MemoryRequests = Requests[e].Producer,
                MemoryReplies = Replies[e].Consumer,
                Sbufs = Sbufs,
                Psums = Psums,
                Memory = Memory,
                Observers = Observers,
            })];
            Scripts = [.. Control.Select(c => new StoreScript { Stores = c.Producer })];
            Sink = new StoreSink { Stores = [.. Stores.Select(c => c.Consumer)] };
        }

        public ExecutionObservers Observers { get; } = new();

        public PagedMemory Memory { get; }

        public PartitionedMemory[] Sbufs { get; }

        public PartitionedMemory[] Psums { get; }

        public Channel<FabricWrite>[] Control { get; }

        public Channel<FabricWrite>[] Stores { get; }

        public Channel<MemoryRequest>[] Requests { get; }

        public Channel<MemoryReply>[] Replies { get; }

        public MemoryController Controller { get; }

        public DmaEngine[] Engines { get; }

        public StoreScript[] Scripts { get; }

        public StoreSink Sink { get; }
    }
}
