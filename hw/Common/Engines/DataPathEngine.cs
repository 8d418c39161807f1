using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines;

/// <summary>
/// What every engine of a core is, fixed-function or programmable: it takes instructions from its sequencer in order, fires their
/// semaphore updates, tells when it is idle, and reports what it did.
/// </summary>
public abstract class DataPathEngine : Component
{
    /// <param name="socket">The engine's place in its core.</param>
    /// <param name="inFlight">Instructions that the engine holds at a time.</param>
    protected DataPathEngine(EngineSocket socket, int inFlight)
    {
        Socket = socket;
        Clock = socket.Clock;
        Updates = new UpdateQueue(inFlight);
    }

    /// <summary>The engine's place in its core.</summary>
    protected EngineSocket Socket { get; }

    /// <summary>The chip's numbers.</summary>
    public ChipSpec Spec => Socket.Spec;

    /// <summary>Number of the core that the engine belongs to.</summary>
    public int Core => Socket.Core;

    /// <summary>Which engine this is.</summary>
    public Engine Engine => Socket.Engine;

    /// <summary>True while no instruction is in the engine.</summary>
    public Reg<bool> Idle { get; } = Reg.Of(true);

    /// <summary>Raised in the cycle in which <see cref="Idle"/> becomes true.</summary>
    public WakeLine BecameIdle { get; } = WakeLine.Of();

    /// <summary>What the engine's sequencer sees of its progress.</summary>
    public EngineIdleLine IdleLine => new(Idle, BecameIdle);

    /// <summary>Updates on their way to the semaphores.</summary>
    public UpdateQueue Updates { get; }

    /// <summary>Instructions from the sequencer.</summary>
    protected Consumer<IssuedInstruction> Instructions => Socket.Instructions;

    /// <summary>SBUF of the core.</summary>
    protected internal PartitionedMemory Sbuf => Socket.Sbuf;

    /// <summary>Where completed instructions are reported.</summary>
    protected internal ExecutionTap Tap => Socket.Tap;

    /// <summary>Cycles of the engine's clock that last at least as long as so many cycles of the base clock.</summary>
    protected int EngineCycles(long baseCycles) => (int)Clock.CyclesFor(baseCycles, Spec.BaseClock.Value);

    /// <summary>Shows whether the engine is idle, and wakes who waits for it.</summary>
    protected void ShowIdle(bool idle)
    {
        if (idle == Idle.Q)
            return;
        Idle.Next = idle;
        if (idle)
            BecameIdle.Raise();
    }

    /// <summary>Names an instruction of this engine as the one who did something.</summary>
    protected internal Accessor AccessorOf(in IssuedInstruction issued) => new(Core, (int)Engine, issued.ProgramCounter) { Sequence = issued.Sequence };

    /// <summary>Reports a completed instruction.</summary>
    /// <param name="issued">The instruction.</param>
    /// <param name="startedAt">Tick at which the data path began with it.</param>
    /// <param name="firstBeatAt">Tick of the first beat read.</param>
    /// <param name="lastBeatAt">Tick of the last beat read.</param>
    /// <param name="completedAt">Tick at which the last result was visible.</param>
    protected void Report(in IssuedInstruction issued, long startedAt, long firstBeatAt, long lastBeatAt, long completedAt) =>
        Tap.Observer?.OnInstruction(new ExecutionRecord(
            Core, Engine, issued.ProgramCounter, issued.Sequence, issued.Word.Opcode, issued.Word.Wait, issued.ReadyAt, issued.IssuedAt,
            startedAt, firstBeatAt, lastBeatAt, completedAt));
}
