using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing;

/// <summary>
/// Runs the instruction stream of one engine, on the base clock: fetches it from device memory, waits for each instruction's condition,
/// executes control instructions itself and hands the others, with register operands resolved, to the engine's data path. Without waits it
/// goes through one instruction a cycle.
/// </summary>
/// <remarks>
/// The prefetch buffer runs at most half its depth ahead, so that the other half keeps what was executed last: a loop that fits is not
/// fetched again. Depth and costs are unpublished; each is a parameter.
/// </remarks>
public sealed partial class Sequencer : Component
{
    // What a state answers to "when is the next edge with something to do", beside a cycle number.
    private const long Awake = 0;
    private const long Asleep = long.MaxValue;
    private const int HaltTarget = -1;

    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            R = Reg.Row<int>(value.SequencerRegisters);
            Buffer = Bank.Of<InstructionWord>(Math.Max(2, value.InstructionPrefetchDepth));
        }
    }

    public required int Core { get; init; }

    /// <summary>Chip number on the board.</summary>
    public int Chip { get; init; }

    public required Engine Engine { get; init; }

    /// <summary>Where the instructions are.</summary>
    public required PagedMemory Memory { get; init; }

    /// <summary>What TensorLoad and TensorStore access.</summary>
    public required PartitionedMemory Sbuf
    {
        get;
        init
        {
            field = value;
            SbufWrites = new PartitionedWritePort(value);
        }
    }

    /// <summary>What instructions wait for; it needs the same clock.</summary>
    public required SemaphoreFile Semaphores { get; init; }

    /// <summary>To the engine's data path; null if the stream has none (<c>sp</c>).</summary>
    public Producer<IssuedInstruction>? Issue { get; init; }

    /// <summary>Tells when the data path is idle; null if the stream has none.</summary>
    public EngineIdleLine? EngineIdle { get; init; }

    /// <summary>Stores of Write instructions, to the fabric.</summary>
    public required Producer<FabricWrite> Stores { get; init; }

    /// <summary>Updates of control instructions, to the semaphore file.</summary>
    public required Producer<SemaphoreRequest> Updates { get; init; }

    /// <summary>Stores to the <see cref="SequencerControl"/> block.</summary>
    public required Consumer<FabricWrite> Control { get; init; }

    public required ExecutionObservers Observers { get; init; }

    /// <summary>The instruction of an opcode, or null; the catalog unless set.</summary>
    public Func<ushort, InstructionDefinition?> Find { get; init; } = opcode => InstructionCatalog.Find(opcode);

    // ---- What waves and the debugger show -------------------------------------------------------------------------

    public Reg<SequencerState> State { get; } = Reg.Of<SequencerState>();

    /// <summary>Index in the stream of the instruction that is fetched, waits, or executes: the next to complete.</summary>
    public Reg<int> ProgramCounter { get; } = Reg.Of<int>();

    /// <summary>R0 to R63.</summary>
    public Reg<int>[] R { get; private init; } = [];

    /// <summary>The decoded instruction, as the stream holds it; meaningful in every state but Idle, Fetch and Halted.</summary>
    public Reg<InstructionWord> Word { get; } = Reg.Of<InstructionWord>();

    /// <summary>Tick since which the current instruction is decoded and waits.</summary>
    public Reg<long> WaitingSince { get; } = Reg.Of<long>();

    /// <summary>Instructions that the stream has executed or issued since its start.</summary>
    public Reg<int> Sequence { get; } = Reg.Of<int>();

    /// <summary>Notify instructions executed.</summary>
    public Reg<int> NotifyCount { get; } = Reg.Of<int>();

    /// <summary>Value of the last Notify.</summary>
    public Reg<int> NotifyValue { get; } = Reg.Of<int>();

    /// <summary>Device memory address of the first instruction.</summary>
    public Reg<long> CodeAddress { get; } = Reg.Of<long>();

    /// <summary>Instructions in the stream.</summary>
    public Reg<int> CodeLength { get; } = Reg.Of<int>();

    private Reg<int> ExecuteStep { get; } = Reg.Of<int>();

    private Reg<long> IssuedAt { get; } = Reg.Of<long>();

    /// <summary>Cycle at which a timed state ends.</summary>
    private Reg<long> ResumeCycle { get; } = Reg.Of<long>();

    /// <summary>Where the stream goes on after the current instruction, or <see cref="HaltTarget"/>, while its update waits.</summary>
    private Reg<int> Target { get; } = Reg.Of<int>();

    private Bank<InstructionWord> Buffer { get; init; } = null!;

    private Bank<FetchWindow> Fetched { get; } = Bank.Of<FetchWindow>(1);

    private PartitionedWritePort SbufWrites { get; init; } = null!;

    /// <summary>True once the stream has halted, or before it was started.</summary>
    public bool IsStopped => State.Q is SequencerState.Idle or SequencerState.Halted;

    /// <summary>True if the condition holds for the semaphores, events and registers as of the last commit.</summary>
    public bool Holds(in WaitCondition wait) => wait.Kind == WaitKind.None || wait.Comparison.Holds(ValueOf(wait), ComparedWith(wait));

    /// <summary>The value of the semaphore or event (0 or 1) that the condition is on, as of the last commit.</summary>
    public int ValueOf(in WaitCondition wait) =>
        wait.Kind == WaitKind.Semaphore ? Semaphores.Semaphores[wait.Index].Q : Semaphores.Events[wait.Index].Q ? 1 : 0;

    /// <summary>The value that the condition compares with: its register's, or its own.</summary>
    public int ComparedWith(in WaitCondition wait) =>
        wait.Register == AccessPattern.NoRegister ? wait.Value : R[wait.Register].Q;

    protected internal override void OnElaborated()
    {
        Semaphores.Changed.Listen(this);
        EngineIdle?.BecameIdle.Listen(this);
    }

    protected internal override void Tick()
    {
        if (Control.TryPop(out var store))
            TakeControl(store);
        var controlWaits = Control.CanPop;
        if (IsStopped)
        {
            if (!controlWaits && State.Next == State.Q)
                Sleep();
            return;
        }

        var prefetching = Prefetch();
        var wake = State.Q switch
        {
            SequencerState.Fetch => AwaitFetch(),
            SequencerState.Wait => AwaitCondition(),
            SequencerState.Wake => Cycle < ResumeCycle.Q ? ResumeCycle.Q : Go(),
            SequencerState.Issue => Go(),
            SequencerState.Execute => Cycle < ResumeCycle.Q ? ResumeCycle.Q : Execute(),
            SequencerState.Blocked => Execute(),
            SequencerState.Update => FinishControl(Target.Q),
            _ => Awake,
        };
        if (prefetching || controlWaits || wake == Awake)
            return;
        if (wake == Asleep)
            Sleep();
        else
            SleepUntilCycle(wake);
    }

    /// <summary>Goes at once if the condition holds in the first cycle, else after it came true and the wake-up time has passed.</summary>
    private long AwaitCondition()
    {
        var word = Word.Q;
        var first = Now == WaitingSince.Q;
        if (first)
            Check(word);
        if (!Holds(word.Wait))
            return Asleep;
        if (word.Wait.Kind != WaitKind.None && !Observers.IsEmpty)
            Observers.OnWaitSatisfied(new WaitRecord(By, word.Wait, ComparedWith(word.Wait), ValueOf(word.Wait), WaitingSince.Q, Now));
        if (first || Spec.SemaphoreWakeCycles.Value == 0)
            return Go();
        State.Next = SequencerState.Wake;
        ResumeCycle.Next = Cycle + Spec.SemaphoreWakeCycles;
        return Cycle + Spec.SemaphoreWakeCycles;
    }

    private Agent By => Agent.OfStream(Chip, Core, Engine) with { Instruction = ProgramCounter.Q, Sequence = Sequence.Q };

    private ProgramFaultException Fault(Enum code, string message) => new(code, By, message);
}
