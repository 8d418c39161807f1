using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>What the front of a lane engine is doing, for waves.</summary>
public enum LaneStage : byte
{
    /// <summary>No instruction is starting or in its beats.</summary>
    Idle,

    /// <summary>The first access of an instruction is starting up.</summary>
    Starting,

    /// <summary>The data path is taken but not yet beating: a table is loaded, or a software kernel starts.</summary>
    Preparing,

    /// <summary>Beats are read and computed.</summary>
    Beating,
}

/// <summary>
/// An engine of 128 lanes. An instruction passes, in order: issue (interlock, shared port, initiation interval), access start-up, beats,
/// pipeline and write-back, drain, semaphore update. The start-up of one instruction overlaps the beats of the one before, so that the
/// initiation interval is the larger of <see cref="ChipSpec.MinimumInitiationInterval"/> and the time of its beats.
/// </summary>
public abstract partial class LaneEngine : Component
{
    private const int InFlightLimit = 16;

    private int _startCycles;
    private int _releaseCycles;

    protected LaneEngine() => Datapath = new LaneDatapath(this);

    /// <summary>The chip's numbers.</summary>
    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            Results = new ResultPipeline(PipelineCycles + ToEngineCycles(value.AccessStartCycles));
        }
    }

    /// <summary>Number of the core that the engine belongs to.</summary>
    public required int Core { get; init; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    /// <summary>Instructions from the sequencer.</summary>
    public required Consumer<IssuedInstruction> Instructions { get; init; }

    /// <summary>SBUF of the core.</summary>
    public required PartitionedMemory Sbuf
    {
        get;
        init
        {
            field = value;
            SbufWrites = new PartitionedWritePort(value);
        }
    }

    /// <summary>PSUM of the core; not set in an engine that cannot reach it.</summary>
    public PartitionedMemory? Psum
    {
        get;
        init
        {
            field = value;
            PsumWrites = value is null ? null : new PartitionedWritePort(value);
        }
    }

    /// <summary>Updates to the core's semaphores.</summary>
    public required Producer<SemaphoreRequest> Updates { get; init; }

    /// <summary>Who sees what is executed.</summary>
    public required ExecutionObservers Observers { get; init; }

    /// <summary>Turns of the SBUF side that VectorE and GpSimdE share; not set in an engine that has it for itself.</summary>
    public SharedPortEnd? SbufTurns { get; init; }

    /// <summary>Turns of the PSUM side that VectorE and ScalarE share; not set in an engine that has it for itself.</summary>
    public SharedPortEnd? PsumTurns { get; init; }

    /// <summary>Which engine this is.</summary>
    public abstract Engine Engine { get; }

    /// <summary>Engine cycles from a beat to the start of its write.</summary>
    protected abstract int PipelineCycles { get; }

    /// <summary>True while no instruction is in the engine.</summary>
    public Reg<bool> Idle { get; } = Reg.Of(true);

    /// <summary>Raised in the cycle in which <see cref="Idle"/> becomes true.</summary>
    public WakeLine BecameIdle { get; } = WakeLine.Of();

    /// <summary>What the front of the engine is doing.</summary>
    public Reg<LaneStage> Stage { get; } = Reg.Of<LaneStage>();

    /// <summary>Opcode of the instruction in its beats, or the last one that was.</summary>
    public Reg<ushort> Opcode { get; } = Reg.Of<ushort>();

    /// <summary>Index of that instruction in its stream.</summary>
    public Reg<int> ProgramCounter { get; } = Reg.Of<int>();

    /// <summary>Beats of that instruction that are done.</summary>
    public Reg<int> BeatsDone { get; } = Reg.Of<int>();

    /// <summary>Results between the lanes and the memories.</summary>
    public Reg<int> ResultsInFlight { get; } = Reg.Of<int>();

    /// <summary>The lanes.</summary>
    public LaneDatapath Datapath { get; }

    /// <summary>The way of the results.</summary>
    public ResultPipeline Results { get; private init; } = null!;

    /// <summary>The write latch into SBUF.</summary>
    public PartitionedWritePort SbufWrites { get; private init; } = null!;

    /// <summary>The write latch into PSUM.</summary>
    public PartitionedWritePort? PsumWrites { get; private init; }

    internal Bank<LaneInFlight> InFlight { get; } = Bank.Of<LaneInFlight>(InFlightLimit);

    internal Bank<LaneControl> Control { get; } = Bank.Of<LaneControl>(1);

    private ref LaneControl State => ref Control.Items[0];

    protected internal override void OnElaborated()
    {
        _startCycles = ToEngineCycles(Spec.AccessStartCycles);
        _releaseCycles = ToEngineCycles(Spec.SemaphoreUpdateCycles + Spec.SemaphoreWakeCycles);
        SbufTurns?.Listen(this);
        PsumTurns?.Listen(this);
    }

    protected internal override void Tick()
    {
        Drain();
        Beats();
        EnterBeats();
        Issue();
        SendUpdate();
        Show();
        Rest();
    }

    /// <summary>Frequency of the engine's clock, in hertz.</summary>
    protected abstract long Frequency(ChipSpec spec);

    private int ToEngineCycles(long baseCycles) =>
        (int)(((baseCycles * Frequency(Spec)) + Spec.BaseClock.Value - 1) / Spec.BaseClock.Value);

    /// <summary>Makes visible what a wave shows.</summary>
    private void Show()
    {
        ref readonly var state = ref State;
        Set(Stage, state.BeatingSlot != 0 ? (Cycle < state.BeatsFrom ? LaneStage.Preparing : LaneStage.Beating)
            : state.StartingSlot != 0 ? LaneStage.Starting : LaneStage.Idle);
        Set(BeatsDone, state.BeatsDone);
        Set(ResultsInFlight, Results.Count);
        if (state.BeatingSlot != 0)
        {
            ref readonly var entry = ref InFlight.Items[state.BeatingSlot - 1];
            Set(Opcode, entry.Instruction.Word.Opcode);
            Set(ProgramCounter, entry.Instruction.ProgramCounter);
        }

        var idle = state.Unfinished == 0;
        if (idle && !Idle.Q)
            BecameIdle.Raise();
        Set(Idle, idle);
    }

    private static void Set<T>(Reg<T> register, T value)
        where T : unmanaged
    {
        if (!EqualityComparer<T>.Default.Equals(register.Q, value))
            register.Next = value;
    }

    /// <summary>Sleeps until the next stage is due, unless something must be looked at in each cycle.</summary>
    private void Rest()
    {
        ref readonly var state = ref State;
        if (Instructions.Channel.Count > 0 || state.UpdatesDue > 0)
            return;
        var wake = long.MaxValue;
        if (Results.Count > 0)
            wake = Results.OldestDue;
        if (state.BeatingSlot != 0)
            wake = Math.Min(wake, state.BeatsFrom);
        else if (state.StartingSlot != 0)
            wake = Math.Min(wake, state.StartedCycle + _startCycles - 1);
        if (wake == long.MaxValue)
            Sleep();
        else if (wake > Cycle + 1)
            SleepUntilCycle(wake);
    }
}
