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

namespace Hardware.Common.Chip;

/// <summary>
/// A NeuronCore: a sequencer for each stream, the systolic array, the vector and scalar engines and, from NeuronCore-v2 on, GpSimdE; SBUF,
/// PSUM, semaphores, and DMA engines. VectorE and GpSimdE take turns on SBUF, VectorE and ScalarE on PSUM.
/// </summary>
public sealed class NeuronCore : Module
{
    private const int UsersOfASharedPort = 2;

    private readonly ChipClocks _clocks;
    private readonly ExecutionObservers _observers;
    private readonly Engine[] _streams;
    private readonly Engine[] _dataPaths;

    /// <param name="parts">What the core shares with the rest of its chip.</param>
    /// <param name="core">Its number.</param>
    internal NeuronCore(ChipParts parts, int core)
    {
        var spec = parts.Spec;
        (Spec, Chip, Core, _clocks, _observers) = (spec, parts.Number, core, parts.Clocks, parts.Observers);
        (Sbuf, Psum) = (parts.Sbufs[core], parts.Psums[core]);
        _streams = [.. EngineNames.Of(spec)];
        _dataPaths = [.. _streams.Where(e => e != Engine.Sync)];
        Instructions = Channel.Row<IssuedInstruction>(_dataPaths.Length, spec.EngineQueueDepth);
        DataPathUpdates = Channel.Row<SemaphoreRequest>(_dataPaths.Length);
        StreamUpdates = Channel.Row<SemaphoreRequest>(_streams.Length);
        StreamStores = Channel.Row<FabricWrite>(_streams.Length);
        StreamControls = Channel.Row<FabricWrite>(_streams.Length);
        DmaControls = Channel.Row<FabricWrite>(spec.DmaEnginesPerCore, depth: 4);
        DmaStores = Channel.Row<FabricWrite>(spec.DmaEnginesPerCore);
        DmaRequests = Channel.Row<MemoryRequest>(spec.DmaEnginesPerCore, depth: 4);
        DmaReplies = Channel.Row<MemoryReply>(spec.DmaEnginesPerCore, depth: 4);
        Semaphores = new SemaphoreFile
        {
            Spec = spec,
            Core = core,
            Observers = _observers,
            Requests = [.. DataPathUpdates.Select(c => c.Consumer), .. StreamUpdates.Select(c => c.Consumer)],
            Stores = SemaphoreStores.Consumer,
        };
        Tensor = new TensorEngine(SocketOf(Engine.Tensor), parts.Level);
        Vector = new VectorEngine(SocketOf(Engine.Vector));
        Scalar = new ScalarEngine(SocketOf(Engine.Scalar));
        GpSimd = _dataPaths.Contains(Engine.GpSimd) ? new GpSimdEngine(SocketOf(Engine.GpSimd)) : null;
        Engines = [.. _dataPaths.Select(EngineOf)];
        Sequencers = [.. _streams.Select((engine, index) => MakeSequencer(engine, index, parts.DeviceMemory))];
        DmaEngines = [.. Enumerable.Range(0, DmaControls.Length).Select(index => MakeDmaEngine(index, parts))];
    }

    public ChipSpec Spec { get; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; }

    public int Core { get; }

    public PartitionedMemory Sbuf { get; }

    public PartitionedMemory Psum { get; }

    /// <summary>SBUF between VectorE (end 0) and GpSimdE (end 1).</summary>
    public SharedPort SbufPort { get; } = new(UsersOfASharedPort);

    /// <summary>PSUM between VectorE (end 0) and ScalarE (end 1).</summary>
    public SharedPort PsumPort { get; } = new(UsersOfASharedPort);

    /// <summary>Instructions from a sequencer to its data path: pe, act, dve, and pool if there is one.</summary>
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

    public SemaphoreFile Semaphores { get; }

    public TensorEngine Tensor { get; }

    public VectorEngine Vector { get; }

    public ScalarEngine Scalar { get; }

    /// <summary>Null in NeuronCore-v1.</summary>
    public GpSimdEngine? GpSimd { get; }

    /// <summary>One sequencer for each stream, in the order of <see cref="EngineNames.Of"/>.</summary>
    public Sequencer[] Sequencers { get; }

    public DmaEngine[] DmaEngines { get; }

    /// <summary>The engines with a data path, in the order of <see cref="EngineNames.Of"/>.</summary>
    public IReadOnlyList<DataPathEngine> Engines { get; }

    public Sequencer SequencerOf(Engine engine) => Sequencers[Array.IndexOf(_streams, engine)];

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

            for (var e = 0; e < Engines.Count; e++)
            {
                if (!Engines[e].Idle.Q || Instructions[e].Count > 0)
                    return false;
            }

            return true;
        }
    }

    /// <summary>Windows of the chip's address space that this core answers.</summary>
    internal IEnumerable<FabricTarget> Windows()
    {
        yield return new FabricTarget(Semaphores.Window.Base, Semaphores.Window.Length, SemaphoreStores.Producer);
        for (var s = 0; s < _streams.Length; s++)
            yield return new FabricTarget(SequencerControl.AddressOf(Spec, Core, _streams[s]), SequencerControl.Stride, StreamControls[s].Producer);
        for (var d = 0; d < DmaControls.Length; d++)
            yield return new FabricTarget(DmaRegisters.BlockOf(Spec, Core, d), Spec.DmaRegisterEngineStride.Value, DmaControls[d].Producer);
    }

    private DataPathEngine EngineOf(Engine engine) => engine switch
    {
        Engine.Tensor => Tensor,
        Engine.Vector => Vector,
        Engine.Scalar => Scalar,
        _ => GpSimd!,
    };

    private EngineSocket SocketOf(Engine engine)
    {
        var path = Array.IndexOf(_dataPaths, engine);
        var sharesSbuf = _dataPaths.Contains(Engine.GpSimd) && engine is Engine.Vector or Engine.GpSimd;
        return new EngineSocket
        {
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Engine = engine,
            Clock = _clocks.Of(engine),
            Instructions = Instructions[path].Consumer,
            Updates = DataPathUpdates[path].Producer,
            Sbuf = Sbuf,
            Psum = engine == Engine.GpSimd ? null : Psum,
            SbufTurns = sharesSbuf ? SbufPort.Ends[engine == Engine.Vector ? 0 : 1] : null,
            PsumTurns = engine is Engine.Vector or Engine.Scalar ? PsumPort.Ends[engine == Engine.Vector ? 0 : 1] : null,
            Observers = _observers,
        };
    }

    private Sequencer MakeSequencer(Engine engine, int index, PagedMemory memory)
    {
        var path = Array.IndexOf(_dataPaths, engine);
        return new Sequencer
        {
            Name = $"{engine.AssemblyName()}_sequencer",
            Spec = Spec,
            Chip = Chip,
            Core = Core,
            Engine = engine,
            Memory = memory,
            Sbuf = Sbuf,
            Semaphores = Semaphores,
            Issue = path >= 0 ? Instructions[path].Producer : null,
            EngineIdle = path >= 0 ? Engines[path].IdleLine : null,
            Stores = StreamStores[index].Producer,
            Updates = StreamUpdates[index].Producer,
            Control = StreamControls[index].Consumer,
            Observers = _observers,
        };
    }

    private DmaEngine MakeDmaEngine(int index, ChipParts parts) => new()
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
        Sbufs = parts.Sbufs,
        Psums = parts.Psums,
        Memory = parts.DeviceMemory,
        Observers = _observers,
    };
}
