using Hardware.Common.Dma;
using Hardware.Common.Engines;
using Hardware.Common.Engines.GpSimd;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Inferentia2;

/// <summary>
/// A NeuronCore-v2: five sequencers, the systolic array, the vector, scalar and GpSimd engines, SBUF, PSUM, semaphores, and sixteen DMA
/// engines. VectorE and GpSimdE take turns on SBUF, VectorE and ScalarE on PSUM.
/// </summary>
public sealed class NeuronCore : Module
{
    private const int UsersOfASharedPort = 2;

    /// <summary>Makes the memories, which engines of both cores must be able to name before they are wired.</summary>
    public NeuronCore(ChipSpec spec, int core)
    {
        Spec = spec;
        Core = core;
        Sbuf = new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, space: (ulong)(2 * core) + 1);
        Psum = new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, space: (ulong)(2 * core) + 2);
        Instructions = Channel.Row<IssuedInstruction>(DataPaths.Count, spec.EngineQueueDepth);
        DataPathUpdates = Channel.Row<SemaphoreRequest>(DataPaths.Count);
        StreamUpdates = Channel.Row<SemaphoreRequest>(Streams.Count);
        StreamStores = Channel.Row<FabricWrite>(Streams.Count);
        StreamControls = Channel.Row<FabricWrite>(Streams.Count);
        DmaControls = Channel.Row<FabricWrite>(spec.DmaEnginesPerCore, depth: 4);
        DmaStores = Channel.Row<FabricWrite>(spec.DmaEnginesPerCore);
        DmaRequests = Channel.Row<MemoryRequest>(spec.DmaEnginesPerCore, depth: 4);
        DmaReplies = Channel.Row<MemoryReply>(spec.DmaEnginesPerCore, depth: 4);
    }

    private static IReadOnlyList<Engine> Streams => EngineNames.All;

    private static IReadOnlyList<Engine> DataPaths { get; } = [Engine.Tensor, Engine.Scalar, Engine.Vector, Engine.GpSimd];

    public ChipSpec Spec { get; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    public int Core { get; }

    public PartitionedMemory Sbuf { get; }

    public PartitionedMemory Psum { get; }

    /// <summary>SBUF between VectorE (end 0) and GpSimdE (end 1).</summary>
    public SharedPort SbufPort { get; } = new(UsersOfASharedPort);

    /// <summary>PSUM between VectorE (end 0) and ScalarE (end 1).</summary>
    public SharedPort PsumPort { get; } = new(UsersOfASharedPort);

    /// <summary>Instructions from a sequencer to its data path: pe, act, dve, pool.</summary>
    public Channel<IssuedInstruction>[] Instructions { get; }

    public Channel<SemaphoreRequest>[] DataPathUpdates { get; }

    public Channel<SemaphoreRequest>[] StreamUpdates { get; }

    public Channel<FabricWrite>[] StreamStores { get; }

    public Channel<FabricWrite>[] StreamControls { get; }

    public Channel<FabricWrite> SemaphoreStores { get; } = Channel.Of<FabricWrite>();

    public Channel<FabricWrite>[] DmaControls { get; }

    public Channel<FabricWrite>[] DmaStores { get; }

    public Channel<MemoryRequest>[] DmaRequests { get; }

    public Channel<MemoryReply>[] DmaReplies { get; }

    public SemaphoreFile Semaphores { get; private set; } = null!;

    public TensorEngine Tensor { get; private set; } = null!;

    public VectorEngine Vector { get; private set; } = null!;

    public ScalarEngine Scalar { get; private set; } = null!;

    public GpSimdEngine GpSimd { get; private set; } = null!;

    /// <summary>One sequencer for each engine, in the order of <see cref="EngineNames.All"/>.</summary>
    public Sequencer[] Sequencers { get; private set; } = [];

    public DmaEngine[] DmaEngines { get; private set; } = [];

    public Sequencer SequencerOf(Engine engine) => Sequencers[IndexOf(Streams, engine)];

    /// <summary>True if every stream has stopped and every engine and DMA engine is idle.</summary>
    public bool IsDone
    {
        get
        {
            foreach (var sequencer in Sequencers)
            {
                if (!sequencer.IsStopped)
                    return false;
            }

            foreach (var engine in DmaEngines)
            {
                if (!engine.Idle.Q)
                    return false;
            }

            return Tensor.Idle.Q && Vector.Idle.Q && Scalar.Idle.Q && GpSimd.Idle.Q && IsQuiet(Instructions);
        }
    }

    /// <summary>Windows of the chip's address space that this core answers.</summary>
    internal IEnumerable<FabricTarget> Windows()
    {
        yield return new FabricTarget(Semaphores.Window.Base, Semaphores.Window.Length, SemaphoreStores.Producer);
        for (var s = 0; s < Streams.Count; s++)
            yield return new FabricTarget(SequencerControl.AddressOf(Spec, Core, Streams[s]), SequencerControl.Stride, StreamControls[s].Producer);
        for (var d = 0; d < DmaControls.Length; d++)
            yield return new FabricTarget(DmaRegisters.BlockOf(Spec, Core, d), Spec.DmaRegisterEngineStride.Value, DmaControls[d].Producer);
    }

    /// <summary>Builds the engines once the memories of all cores exist.</summary>
    internal void Wire(ChipClocks clocks, NeuronCore[] cores, PagedMemory memory, ExecutionObservers observers, ArrayLevel level)
    {
        Semaphores = new SemaphoreFile
        {
            Spec = Spec,
            Core = Core,
            Observers = observers,
            Requests = [.. DataPathUpdates.Select(c => c.Consumer), .. StreamUpdates.Select(c => c.Consumer)],
            Stores = SemaphoreStores.Consumer,
        };
        Tensor = new TensorEngine
        {
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Clock = clocks.Tensor,
            Level = level,
            Instructions = InstructionsOf(Engine.Tensor),
            Sbuf = Sbuf,
            Psum = Psum,
            Updates = UpdatesOf(Engine.Tensor),
            Observers = observers,
        };
        Vector = new VectorEngine
        {
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Clock = clocks.Vector,
            Instructions = InstructionsOf(Engine.Vector),
            Sbuf = Sbuf,
            Psum = Psum,
            SbufTurns = SbufPort.Ends[0],
            PsumTurns = PsumPort.Ends[0],
            Updates = UpdatesOf(Engine.Vector),
            Observers = observers,
        };
        Scalar = new ScalarEngine
        {
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Clock = clocks.Scalar,
            Instructions = InstructionsOf(Engine.Scalar),
            Sbuf = Sbuf,
            Psum = Psum,
            PsumTurns = PsumPort.Ends[1],
            Updates = UpdatesOf(Engine.Scalar),
            Observers = observers,
        };
        GpSimd = new GpSimdEngine
        {
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Clock = clocks.GpSimd,
            Instructions = InstructionsOf(Engine.GpSimd),
            Sbuf = Sbuf,
            SbufTurns = SbufPort.Ends[1],
            Updates = UpdatesOf(Engine.GpSimd),
            Observers = observers,
        };
        Sequencers = [.. Streams.Select((engine, index) => MakeSequencer(engine, index, memory, observers))];
        DmaEngines = [.. DmaControls.Select((_, index) => MakeDmaEngine(index, cores, memory, observers))];
    }

    private Sequencer MakeSequencer(Engine engine, int index, PagedMemory memory, ExecutionObservers observers) => new()
    {
        Name = $"{engine.AssemblyName()}_sequencer",
        Spec = Spec,
        Chip = Chip,
        Core = Core,
        Engine = engine,
        Memory = memory,
        Sbuf = Sbuf,
        Semaphores = Semaphores,
        Issue = IndexOf(DataPaths, engine) is >= 0 and var path ? Instructions[path].Producer : null,
        EngineIdle = IdleLineOf(engine),
        Stores = StreamStores[index].Producer,
        Updates = StreamUpdates[index].Producer,
        Control = StreamControls[index].Consumer,
        Observers = observers,
    };

    private DmaEngine MakeDmaEngine(int index, NeuronCore[] cores, PagedMemory memory, ExecutionObservers observers) => new()
    {
        Name = $"dma{index}",
        Spec = Spec,
        Chip = Chip,
        Core = Core,
        Number = index,
        Control = DmaControls[index].Consumer,
        Stores = DmaStores[index].Producer,
        MemoryRequests = DmaRequests[index].Producer,
        MemoryReplies = DmaReplies[index].Consumer,
        Sbufs = [.. cores.Select(c => c.Sbuf)],
        Psums = [.. cores.Select(c => c.Psum)],
        Memory = memory,
        Observers = observers,
    };

    private EngineIdleLine? IdleLineOf(Engine engine) => engine switch
    {
        Engine.Tensor => new EngineIdleLine(Tensor.Idle, Tensor.BecameIdle),
        Engine.Vector => new EngineIdleLine(Vector.Idle, Vector.BecameIdle),
        Engine.Scalar => new EngineIdleLine(Scalar.Idle, Scalar.BecameIdle),
        Engine.GpSimd => new EngineIdleLine(GpSimd.Idle, GpSimd.BecameIdle),
        _ => null,
    };

    private Consumer<IssuedInstruction> InstructionsOf(Engine engine) => Instructions[IndexOf(DataPaths, engine)].Consumer;

    private Producer<SemaphoreRequest> UpdatesOf(Engine engine) => DataPathUpdates[IndexOf(DataPaths, engine)].Producer;

    private static int IndexOf(IReadOnlyList<Engine> engines, Engine engine)
    {
        for (var i = 0; i < engines.Count; i++)
        {
            if (engines[i] == engine)
                return i;
        }

        return -1;
    }

    private static bool IsQuiet(Channel<IssuedInstruction>[] channels)
    {
        foreach (var channel in channels)
        {
            if (channel.Count > 0)
                return false;
        }

        return true;
    }
}
