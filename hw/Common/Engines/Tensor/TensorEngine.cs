using System.Numerics;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
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
public sealed partial class TensorEngine : DataPathEngine
{
    /// <summary>Instructions between acceptance and completion; unpublished, enough to hide every latency at the shortest interval.</summary>
    public const int InFlightDepth = 32;

    private readonly int _accessStart;
    private readonly float[] _scratch;
    private readonly byte[] _packed;

    /// <param name="socket">The engine's place in its core, with a PSUM.</param>
    /// <param name="level">How finely the array is modelled.</param>
    public TensorEngine(EngineSocket socket, ArrayLevel level)
        : base(socket, InFlightDepth)
    {
        Level = level;
        Psum = socket.Psum ?? throw new ArgumentException("TensorE writes to PSUM: a socket with one would be right", nameof(socket));
        PsumPort = new PartitionedWritePort(Psum);
        var geometry = ArrayGeometry.Of(Spec);
        _accessStart = MatMulSchedule.AccessStartOf(Spec);
        ResultCycles = MatMulSchedule.ResultCyclesOf(Spec);
        Array = level == ArrayLevel.Beat
            ? new WaveFrontArray(geometry, _accessStart)
            : new ProcessingElementArray(geometry, _accessStart, LoadStationarySchedule.FewestCycles(Spec));
        WaveFrontNan = Bank.Of<byte>((int)BitOperations.RoundUpToPowerOf2((uint)ResultCycles + 2));
        _scratch = new float[Math.Max(Spec.LoadStationaryColumnsPerCycle, 2) * geometry.Rows];
        _packed = new byte[geometry.Rows * sizeof(float)];
    }

    /// <summary>How finely the array is modelled.</summary>
    public ArrayLevel Level { get; }

    /// <summary>The array, at the chosen level.</summary>
    public SystolicArray Array { get; }

    /// <summary>The write latch into PSUM.</summary>
    public PartitionedWritePort PsumPort { get; }

    public Reg<StreamState> WeightStream { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Index in its stream of the LoadStationary that last began.</summary>
    public Reg<int> WeightProgramCounter { get; } = Reg.Of(0);

    /// <summary>Array column that the weight stream read last.</summary>
    public Reg<int> WeightColumn { get; } = Reg.Of(0);

    public Reg<StreamState> MovingStream { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Index in its stream of the MatMul that last began.</summary>
    public Reg<int> MovingProgramCounter { get; } = Reg.Of(0);

    /// <summary>Element that the moving stream read last, of several in one cycle the last.</summary>
    public Reg<int> MovingElement { get; } = Reg.Of(0);

    public Reg<StreamState> PsumWrite { get; } = Reg.Of(StreamState.Idle);

    /// <summary>Byte within the PSUM partitions that was written last, of several in one cycle the last.</summary>
    public Reg<int> PsumOffset { get; } = Reg.Of(0);

    /// <summary>Instructions in flight, a ring in program order.</summary>
    public Bank<InFlightInstruction> InFlight { get; } = Bank.Of<InFlightInstruction>(InFlightDepth);

    /// <summary>Live (0) and shadow (1) weight set.</summary>
    public Bank<StationarySet> Stationary { get; } = Bank.Of<StationarySet>(2);

    /// <summary>1 for each wave-front in flight that holds a NaN: a ring.</summary>
    public Bank<byte> WaveFrontNan { get; }

    /// <summary>Where the stages are.</summary>
    public Bank<Control> Stages { get; } = Bank.Of<Control>(1);

    /// <summary>Cycles from the read of a moving element to the write of its result.</summary>
    public int ResultCycles { get; }

    private PartitionedMemory Psum { get; }

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
        Updates.Send(Socket.Updates);
        Rest(ref control, cycle);
    }

    private void Report(in InFlightInstruction entry, long completeCycle)
    {
        if (Observers.IsEmpty)
            return;
        var period = Clock.Period;
        Report(entry.Issued, (entry.BeginCycle - _accessStart) * period, entry.BeginCycle * period, entry.LastReadCycle * period, completeCycle * period);
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

        /// <summary>Cycles in which wave-fronts entered.</summary>
        public long Entered;

        /// <summary>Cycles in which wave-fronts were accumulated.</summary>
        public long Accumulated;

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
