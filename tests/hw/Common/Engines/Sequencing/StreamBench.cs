using System.Runtime.InteropServices;
using Hardware.Common.Engines;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Common.Tests.Dma;

namespace Hardware.Common.Tests.Engines.Sequencing;

/// <summary>Sequencers (the second has a data path), a semaphore file, the fabric, and a host that starts the streams.</summary>
internal sealed class StreamBench : Module, IExecutionObserver
{
    private const long CodeBytes = 1 << 20;
    private static readonly Engine[] StreamEngines = [Engine.Sync, Engine.Scalar, Engine.Vector];

    public StreamBench(ChipSpec spec, SimulatorOptions? options, params InstructionWord[][] streams)
    {
        var grid = new ClockGrid(("base", spec.BaseClock));
        Clock = grid["base"];
        Memory = new PagedMemory((0, 1L << 30));
        Sbuf = new PartitionedMemory(128, spec.SbufPartitionBytes, 1);
        var count = streams.Length;
        HostStores = Channel.Of<FabricWrite>();
        StreamStores = Channel.Row<FabricWrite>(count);
        Controls = Channel.Row<FabricWrite>(count);
        Updates = Channel.Row<SemaphoreRequest>(count);
        WindowStores = Channel.Of<FabricWrite>();
        Notifications = new StoreSink { Stores = [NotificationStores.Consumer] };
        Observers.Add(this);
        Semaphores = new SemaphoreFile
        {
            Spec = spec, Core = 0, Observers = Observers, Requests = [.. Updates.Select(u => u.Consumer)], Stores = WindowStores.Consumer,
        };
        if (count > 1)
        {
            Issued = Channel.Of<IssuedInstruction>(spec.EngineQueueDepth);
            DataPath = new ProbeEngine { Instructions = Issued.Consumer };
        }

        Sequencers = [.. Enumerable.Range(0, count).Select(i => new Sequencer
        {
            Spec = spec, Core = 0, Engine = StreamEngines[i], Memory = Memory, Sbuf = Sbuf, Semaphores = Semaphores, Stores = StreamStores[i].Producer,
            Updates = Updates[i].Producer, Control = Controls[i].Consumer, Observers = Observers, Find = opcode => Probe.Find(opcode),
            Issue = i == 1 ? Issued!.Producer : null,
            EngineIdle = i == 1 ? new EngineIdleLine(DataPath!.Idle, DataPath.BecameIdle) : null,
        })];
        Fabric = new Fabric
        {
            Sources = [HostStores.Consumer, .. StreamStores.Select(s => s.Consumer)],
            Targets =
            [
                new FabricTarget(Semaphores.Window.Base, Semaphores.Window.Length, WindowStores.Producer),
                new FabricTarget(NotificationWindow.BaseOf(spec, 0), NotificationWindow.Length, NotificationStores.Producer),
                .. Enumerable.Range(0, count).Select(i => new FabricTarget(
                    SequencerControl.AddressOf(spec, 0, StreamEngines[i]), SequencerControl.Stride, Controls[i].Producer)),
            ],
            HopCycles = spec.DmaDoorbellCycles,
            Cores = 1,
        };
        var starts = new List<FabricWrite>();
        for (var i = 0; i < count; i++)
        {
            var block = SequencerControl.AddressOf(spec, 0, StreamEngines[i]);
            starts.Add(new FabricWrite { Address = block + SequencerControl.CodeAddressLow, Data = (uint)(i * CodeBytes) });
            starts.Add(new FabricWrite { Address = block + SequencerControl.CodeAddressHigh, Data = 0 });
            starts.Add(new FabricWrite { Address = block + SequencerControl.InstructionCount, Data = (uint)streams[i].Length });
            starts.Add(new FabricWrite { Address = block + SequencerControl.Start, Data = 1 });
        }

        Host = new StoreScript([.. starts]) { Out = HostStores.Producer };
        Simulator = new Simulator(this, grid, options);
        for (var i = 0; i < count; i++)
            Memory.Write(i * CodeBytes, MemoryMarshal.AsBytes<InstructionWord>(streams[i]));
    }

    public new Simulator Simulator { get; }

    public ExecutionObservers Observers { get; } = new();

    public PagedMemory Memory { get; }

    public PartitionedMemory Sbuf { get; }

    public Channel<FabricWrite> NotificationStores { get; } = Channel.Of<FabricWrite>();

    public StoreSink Notifications { get; }

    public Channel<FabricWrite> HostStores { get; }

    public Channel<FabricWrite>[] StreamStores { get; }

    public Channel<FabricWrite>[] Controls { get; }

    public Channel<SemaphoreRequest>[] Updates { get; }

    public Channel<FabricWrite> WindowStores { get; }

    public SemaphoreFile Semaphores { get; }

    public Channel<IssuedInstruction>? Issued { get; }

    /// <summary>The engine of stream 1, if there is one.</summary>
    public ProbeEngine? DataPath { get; }

    public Sequencer[] Sequencers { get; }

    public Fabric Fabric { get; }

    public StoreScript Host { get; }

    /// <summary>What was executed, in order of completion.</summary>
    public List<ExecutionRecord> Records { get; } = [];

    public bool AllHalted => Array.TrueForAll(Sequencers, s => s.State.Q == SequencerState.Halted);

    public long CycleOf(long tick) => tick / Clock.Period;

    public StreamBench Run(long cycles = 100_000)
    {
        Simulator.RunUntil(cycles * Clock.Period);
        return this;
    }

    /// <summary>What a program can see: registers, semaphores, events.</summary>
    public int[] Outcome() =>
    [
        .. Sequencers.SelectMany(s => s.R.Select(r => r.Q)), .. Semaphores.Semaphores.Select(s => s.Q), .. Semaphores.Events.Select(e => e.Q ? 1 : 0),
        .. Sequencers.Select(s => s.NotifyCount.Q),
    ];

    public void OnInstruction(in ExecutionRecord record) => Records.Add(record);
}

/// <summary>Pushes a list of stores, one a cycle.</summary>
internal sealed class StoreScript(FabricWrite[] stores) : Component
{
    public required Producer<FabricWrite> Out { get; init; }

    public Reg<int> Sent { get; } = Reg.Of<int>();

    protected internal override void Tick()
    {
        if (Sent.Q == stores.Length || !Out.TryPush(stores[Sent.Q]))
            Sleep();
        else
            Sent.Next = Sent.Q + 1;
    }
}
