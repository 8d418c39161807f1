using System.Numerics;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// TensorE: takes LoadStationary and MatMul in order, streams weights and wave-fronts from SBUF into the systolic array, and adds the
/// column sums into PSUM. Its stages are acceptance with access start-up, weight stream, moving stream, array, accumulation and updates;
/// every cost falls out of them.
/// </summary>
/// <remarks>
/// Reads and writes of one instruction each begin one access start-up (<see cref="ChipSpec.AccessStartCycles"/>) late, which hides behind
/// the instructions before. Streams begin in program order: a MatMul after its LoadStationary has been read, a LoadStationary after the
/// MatMul before it has begun, because there is one shadow set.
/// </remarks>
public sealed partial class TensorEngine : Component
{
    /// <summary>Instructions between acceptance and completion; unpublished, enough to hide every latency at the shortest interval.</summary>
    public const int InFlightDepth = 32;

    private int _accessStart;
    private float[] _scratch = [];
    private byte[] _packed = [];

    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            Build();
        }
    }

    /// <summary>How finely the array is modelled.</summary>
    public required ArrayLevel Level
    {
        get => _level!.Value;
        init
        {
            _level = value;
            Build();
        }
    }

    private readonly ArrayLevel? _level;

    public required int Core { get; init; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    public required Consumer<IssuedInstruction> Instructions { get; init; }

    public required PartitionedMemory Sbuf { get; init; }

    public required PartitionedMemory Psum
    {
        get;
        init
        {
            field = value;
            PsumPort = new PartitionedWritePort(value);
        }
    }

    public required Producer<SemaphoreRequest> Updates { get; init; }

    public required ExecutionObservers Observers { get; init; }

    /// <summary>True while nothing is in flight.</summary>
    public Reg<bool> Idle { get; } = Reg.Of(true);

    /// <summary>Raised when <see cref="Idle"/> becomes true.</summary>
    public WakeLine BecameIdle { get; } = WakeLine.Of();

    /// <summary>The array, at the chosen level.</summary>
    public SystolicArray Array { get; private set; } = null!;

    public PartitionedWritePort PsumPort { get; private set; } = null!;

    public Reg<StreamState> WeightStream { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Index in its stream of the LoadStationary that last began.</summary>
    public Reg<int> WeightProgramCounter { get; } = Reg.Of(0);

    /// <summary>Array column that the weight stream read last.</summary>
    public Reg<int> WeightColumn { get; } = Reg.Of(0);

    public Reg<StreamState> MovingStream { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Index in its stream of the MatMul that last began.</summary>
    public Reg<int> MovingProgramCounter { get; } = Reg.Of(0);

    /// <summary>Element that the moving stream read last.</summary>
    public Reg<int> MovingElement { get; } = Reg.Of(0);

    public Reg<StreamState> PsumWrite { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Byte within the PSUM partitions that was written last.</summary>
    public Reg<int> PsumOffset { get; } = Reg.Of(0);

    /// <summary>Instructions in flight, a ring in program order.</summary>
    public Bank<InFlightInstruction> InFlight { get; } = Bank.Of<InFlightInstruction>(InFlightDepth);

    /// <summary>Updates that the semaphore file has not taken yet.</summary>
    public Bank<SemaphoreRequest> PendingUpdates { get; } = Bank.Of<SemaphoreRequest>(InFlightDepth);

    /// <summary>Live (0) and shadow (1) weight set.</summary>
    public Bank<StationarySet> Stationary { get; } = Bank.Of<StationarySet>(2);

    /// <summary>1 for each wave-front in flight that holds a NaN: a ring.</summary>
    public Bank<byte> WaveFrontNan { get; private set; } = null!;

    /// <summary>Where the stages are.</summary>
    public Bank<Control> Stages { get; } = Bank.Of<Control>(1);

    /// <summary>Cycles from the read of a moving element to the write of its result.</summary>
    public int ResultCycles { get; private set; }

    protected internal override void Tick()
    {
        ref var control = ref Stages[0];
        var cycle = Cycle;
        Accumulate(ref control, cycle);
        CompleteLoads(ref control, cycle);
        Begin(ref control, cycle);
        StreamMoving(ref control, cycle);
        StreamWeights(ref control, cycle);
        if (Array.IsBusy)
            Array.Step();
        Retire(ref control);
        Accept(ref control, cycle);
        SendUpdate(ref control);
        Rest(ref control, cycle);
    }

    private void Build()
    {
        if (Spec is null || _level is null)
            return;
        var geometry = ArrayGeometry.Of(Spec);
        _accessStart = (int)((Spec.AccessStartCycles.Value * Spec.TensorClock.Value + Spec.BaseClock.Value - 1) / Spec.BaseClock.Value);
        ResultCycles = geometry.Latency + _accessStart;
        Array = _level == ArrayLevel.Beat ? new WaveFrontArray(geometry, _accessStart) : new ProcessingElementArray(geometry, _accessStart, LoadCycles(geometry));
        WaveFrontNan = Bank.Of<byte>((int)BitOperations.RoundUpToPowerOf2((uint)ResultCycles + 2));
        _scratch = new float[Math.Max(Spec.LoadStationaryColumnsPerCycle, 2) * geometry.Rows];
        _packed = new byte[geometry.Rows * sizeof(float)];
    }

    private int LoadCycles(ArrayGeometry geometry) => Math.Max(1, geometry.Columns / Spec.LoadStationaryColumnsPerCycle);

    private Agent AgentOf(in InFlightInstruction entry) =>
        Agent.OfEngine(Chip, Core, Engine.Tensor) with { Instruction = entry.Issued.ProgramCounter, Sequence = entry.Issued.Sequence };

    private void Report(in InFlightInstruction entry, long firstCycle, long lastCycle, long completeCycle)
    {
        if (Observers.IsEmpty)
            return;
        var period = Clock.Period;
        var record = new ExecutionRecord(
            AgentOf(entry),
            entry.Issued.Word.Opcode,
            entry.Issued.Word.Wait,
            entry.Issued.ReadyAt,
            entry.Issued.IssuedAt,
            (firstCycle - _accessStart) * period,
            firstCycle * period,
            lastCycle * period,
            completeCycle * period);
        Observers.OnInstruction(record);
    }

    /// <summary>Positions of the stages in the ring of instructions (counts since power-up) and their next cycles.</summary>
    public struct Control
    {
        /// <summary>Instructions accepted.</summary>
        public long Accepted;

        /// <summary>Instructions whose stream has begun.</summary>
        public long Begun;

        /// <summary>The oldest instruction that is not complete.</summary>
        public long Oldest;

        /// <summary>The instruction that the accumulation stage looks at.</summary>
        public long Accumulating;

        /// <summary>The next instruction that may be a LoadStationary to complete.</summary>
        public long Loading;

        /// <summary>The MatMul whose moving operand streams.</summary>
        public long Moving;

        /// <summary>The LoadStationary that streams.</summary>
        public long Weights;

        /// <summary>First cycle at which the next MatMul may begin.</summary>
        public long MovingFree;

        /// <summary>First cycle at which the next LoadStationary may begin.</summary>
        public long WeightsFree;

        /// <summary>First cycle at which the shadow set may become live.</summary>
        public long ShadowReady;

        /// <summary>Wave-fronts entered.</summary>
        public long Entered;

        /// <summary>Wave-fronts accumulated.</summary>
        public long Accumulated;

        /// <summary>Updates put into the ring.</summary>
        public long UpdatesMade;

        /// <summary>Updates sent.</summary>
        public long UpdatesSent;

        /// <summary>The next read of the moving stream.</summary>
        public BeatCursor MovingBeat;

        /// <summary>The next read of the weight stream.</summary>
        public BeatCursor WeightBeat;

        /// <summary>The next row of results.</summary>
        public BeatCursor ResultBeat;

        /// <summary>1 if a LoadStationary was read since the last swap.</summary>
        public long ShadowLoaded;
    }
}
