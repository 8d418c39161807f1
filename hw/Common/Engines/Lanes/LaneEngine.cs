using Hardware.Common.Kernel;
using Hardware.Common.Memory;
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
public abstract partial class LaneEngine : DataPathEngine
{
    private const int InFlightLimit = 16;

    private readonly int _startCycles;
    private readonly int _releaseCycles;

    /// <param name="socket">The engine's place in its core.</param>
    /// <param name="pipelineCycles">Engine cycles from a beat to the start of its write.</param>
    protected LaneEngine(EngineSocket socket, int pipelineCycles)
        : base(socket, InFlightLimit)
    {
        _startCycles = EngineCycles(Spec.AccessStartCycles);
        _releaseCycles = EngineCycles(Spec.SemaphoreUpdateCycles + Spec.SemaphoreWakeCycles);
        Datapath = new LaneDatapath(this);
        Results = new ResultPipeline(pipelineCycles + _startCycles);
        SbufWrites = new PartitionedWritePort(socket.Sbuf);
        PsumWrites = socket.Psum is null ? null : new PartitionedWritePort(socket.Psum);
    }

    /// <summary>PSUM of the core; null in an engine that cannot reach it.</summary>
    internal PartitionedMemory? Psum => Socket.Psum;

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
    public ResultPipeline Results { get; }

    /// <summary>The write latch into SBUF.</summary>
    public PartitionedWritePort SbufWrites { get; }

    /// <summary>The write latch into PSUM.</summary>
    public PartitionedWritePort? PsumWrites { get; }

    internal Bank<LaneInFlight> InFlight { get; } = Bank.Of<LaneInFlight>(InFlightLimit);

    internal Bank<LaneControl> Control { get; } = Bank.Of<LaneControl>(1);

    private ref LaneControl State => ref Control.Items[0];

    protected internal override void OnElaborated()
    {
        Socket.SbufTurns?.Listen(this);
        Socket.PsumTurns?.Listen(this);
    }

    protected internal override void Tick()
    {
        Drain();
        Beats();
        EnterBeats();
        Issue();
        Updates.Send(Socket.Updates);
        Show();
        Rest();
    }

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

        ShowIdle(state.Unfinished == 0 && Updates.Count == 0);
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
        if (Instructions.Channel.Count > 0 || Updates.Count > 0)
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
