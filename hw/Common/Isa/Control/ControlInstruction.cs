namespace Hardware.Common.Isa.Control;

/// <summary>An instruction that the sequencer executes itself, one call of <see cref="Execute"/> for each base-clock cycle it takes.</summary>
public abstract class ControlInstruction : InstructionDefinition
{
    public override EngineSet Engines => EngineSet.All;

    public sealed override bool IsControl => true;

    /// <summary>Does one cycle's work. It must do nothing at all when it returns <see cref="ControlAction.Blocked"/>.</summary>
    public abstract ControlResult Execute(in InstructionWord word, IControlUnit unit);

    /// <summary>The value of a "register or immediate" operand pair.</summary>
    protected static int Value(in InstructionWord word, IControlUnit unit, int registerCode, int integer)
    {
        var register = word.Codes.RegisterAt(registerCode);
        return register >= 0 ? unit.Read(register) : word.Integers[integer];
    }
}

/// <summary>What the sequencer does after a cycle of a control instruction.</summary>
public enum ControlAction : byte
{
    /// <summary>The instruction is complete; go on with the next.</summary>
    Next,

    /// <summary>The instruction is complete; go on at the instruction index in <see cref="ControlResult.Operand"/>.</summary>
    Branch,

    /// <summary>The instruction and the stream are complete.</summary>
    Halt,

    /// <summary>Call again <see cref="ControlResult.Operand"/> cycles from now, with <see cref="IControlUnit.Step"/> one higher.</summary>
    Continue,

    /// <summary>Nothing was done: call again, with the same step, when a place or the engine becomes free.</summary>
    Blocked,
}

/// <summary>Result of one cycle of a control instruction.</summary>
public readonly record struct ControlResult(ControlAction Action, int Operand = 0)
{
    public static ControlResult Next => new(ControlAction.Next);

    public static ControlResult Halt => new(ControlAction.Halt);

    public static ControlResult Blocked => new(ControlAction.Blocked);

    public static ControlResult Branch(int target) => new(ControlAction.Branch, target);

    public static ControlResult Continue(int cycles = 1) => new(ControlAction.Continue, cycles);
}

/// <summary>What a control instruction may use of the sequencer that executes it.</summary>
public interface IControlUnit
{
    /// <summary>Calls that this instruction has completed before this one.</summary>
    int Step { get; }

    /// <summary>True if the engine holds no instruction, and none is on its way.</summary>
    bool EngineIsIdle { get; }

    /// <summary>Base-clock cycles of one access to the on-chip memories.</summary>
    int MemoryAccessCycles { get; }

    int Read(int register);

    void Write(int register, int value);

    /// <summary>Stores a word to the chip's address space; false if the fabric has no place in this cycle.</summary>
    bool TryStore(long address, uint data);

    /// <summary>Sends an update to the semaphore file; false if there is no place in this cycle.</summary>
    bool TryUpdate(in SemaphoreUpdate update);

    /// <summary>Reads the 32-bit element at a core-local SBUF address.</summary>
    int Load(uint address);

    /// <summary>Writes the 32-bit element at a core-local SBUF address.</summary>
    void Store(uint address, int value);

    /// <summary>Sends a notification to the host; false if the fabric has no place in this cycle.</summary>
    /// <param name="value">The value that it carries.</param>
    /// <param name="end">It tells the end of the stream.</param>
    bool TryNotify(int value, bool end);
}
