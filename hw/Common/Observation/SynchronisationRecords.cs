using Hardware.Common.Isa;

namespace Hardware.Common.Observation;

/// <summary>An instruction whose wait has held goes to its engine, or begins to execute in the sequencer.</summary>
/// <param name="By">The instruction, of the stream.</param>
/// <param name="Word">The instruction with its register operands resolved.</param>
/// <param name="ToEngine">True if it goes to the data path; false if the sequencer executes it.</param>
/// <param name="ReadyAt">Tick at which it was decoded.</param>
/// <param name="Tick">Tick of the issue.</param>
public readonly record struct IssueRecord(Agent By, InstructionWord Word, bool ToEngine, long ReadyAt, long Tick);

/// <summary>
/// An update of a semaphore or an event takes effect: waits can see it at edges after <paramref name="Tick"/>. Updates of one tick are
/// reported in the order in which they are applied.
/// </summary>
/// <param name="By">Who updates: an instruction of a stream or an engine, a DMA descriptor that stores to the semaphore, or the host.</param>
/// <param name="Core">Core whose semaphore or event it is.</param>
/// <param name="Operation">What is done; for the events it is set or clear.</param>
/// <param name="Index">Semaphore or event number.</param>
/// <param name="Value">The value that it leaves: 0 or 1 for an event.</param>
/// <param name="Tick">Tick of the effect.</param>
public readonly record struct SemaphoreUpdateRecord(Agent By, int Core, UpdateOperation Operation, int Index, int Value, long Tick)
{
    /// <summary>Whether it is a semaphore or an event that changes.</summary>
    public WaitKind Kind => Operation is UpdateOperation.EventSet or UpdateOperation.EventClear ? WaitKind.Event : WaitKind.Semaphore;
}

/// <summary>A stream sees that the condition holds for which its instruction waits; reported once for each execution that has one.</summary>
/// <param name="By">The instruction, of the stream.</param>
/// <param name="Wait">The condition, on a semaphore or event of the same core.</param>
/// <param name="Compared">The value that it compares with, a register's if it names one.</param>
/// <param name="Value">The value that was seen: 0 or 1 for an event.</param>
/// <param name="Since">Tick at which the instruction was decoded and looked for the first time.</param>
/// <param name="Tick">Tick at which the condition was seen to hold; the instruction issues then, or after the wake-up.</param>
public readonly record struct WaitRecord(Agent By, WaitCondition Wait, int Compared, int Value, long Since, long Tick);

/// <summary>A store adds descriptors to one side of a ring of a DMA engine. A copy may start once both sides have its descriptor.</summary>
/// <param name="By">Who stores to the doorbell.</param>
/// <param name="First">The first of the descriptors.</param>
/// <param name="IsWriteSide">True for the side of the destinations, false for that of the sources.</param>
/// <param name="Count">Descriptors.</param>
/// <param name="Tick">Tick at which the engine takes the store.</param>
public readonly record struct DoorbellRecord(Agent By, Agent First, bool IsWriteSide, int Count, long Tick);
