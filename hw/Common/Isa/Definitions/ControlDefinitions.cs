using Hardware.Common.Isa.Control;

namespace Hardware.Common.Isa.Definitions;

/// <summary>The instructions that the sequencer executes itself, opcodes 0x00 to 0x1F; every stream may hold them.</summary>
public static class ControlDefinitions
{
    private static readonly string?[] ComparisonNames = [.. Enum.GetValues<Comparison>().Select(c => c.Symbol())];

    // In the order of RegisterOperation.
    private static readonly string?[] OperationNames =
        ["add", "subtract", "multiply", "and", "or", "xor", "shift_left", "shift_right", "min", "max"];

    /// <summary>Does nothing for one cycle (public name NOP).</summary>
    public static InstructionDefinition Nop { get; } =
        Make("Nop", Opcodes.Nop, CoreVersions.All, "does nothing; carries a wait or an update");

    /// <summary>Ends the stream. The engine may still work on instructions that were issued before.</summary>
    public static InstructionDefinition Halt { get; } = Make("Halt", Opcodes.Halt, CoreVersions.All, "ends the stream");

    public static InstructionDefinition Jump { get; } =
        Make("Jump", Opcodes.Jump, CoreVersions.V2, "goes on at a label", OperandSlot.Label("target", 0));

    /// <summary>Compares as signed 32-bit numbers (public name COMPARE_BRANCH).</summary>
    public static InstructionDefinition CompareBranch { get; } = Make(
        "CompareBranch", Opcodes.CompareBranch, CoreVersions.V2, "goes on at a label if register a compares so with register b or a value",
        OperandSlot.Register("a", 0, required: false), OperandSlot.Choice("cmp", 1, ComparisonNames), OperandSlot.Register("b", 2, required: false),
        OperandSlot.Integer("value", 1, required: false), OperandSlot.Label("target", 0));

    public static InstructionDefinition RegisterMove { get; } = Make(
        "RegisterMove", Opcodes.RegisterMove, CoreVersions.V2, "sets a register to a register or a value",
        OperandSlot.Register("dst", 0), OperandSlot.Register("src", 1, required: false), OperandSlot.Integer("value", 0, required: false));

    /// <summary>Integer arithmetic on registers (public name RegisterAluOp).</summary>
    public static InstructionDefinition RegisterAlu { get; } = Make(
        "RegisterAlu", Opcodes.RegisterAlu, CoreVersions.V2, "dst = a op b, or a op value, on 32-bit integers",
        OperandSlot.Register("dst", 0), OperandSlot.Register("a", 1), OperandSlot.Choice("op", 2, OperationNames),
        OperandSlot.Register("b", 3, required: false), OperandSlot.Integer("value", 0, required: false));

    /// <summary>Carries a wait and an update and does nothing else (public name EVENT_SEMAPHORE).</summary>
    public static InstructionDefinition EventSemaphore { get; } =
        Make("EventSemaphore", Opcodes.EventSemaphore, CoreVersions.All, "waits for its condition and makes its update");

    /// <summary>Public name EVENT_SEMAPHORE_RANGE_CLEAR.</summary>
    public static InstructionDefinition SemaphoreRangeClear { get; } = Make(
        "SemaphoreRangeClear", Opcodes.SemaphoreRangeClear, CoreVersions.All, "sets consecutive semaphores to zero, one a cycle",
        OperandSlot.Integer("first", 0), OperandSlot.Integer("count", 1));

    /// <summary>Waits until the own engine has completed all that was issued to it (public name DRAIN).</summary>
    public static InstructionDefinition Drain { get; } = Make("Drain", Opcodes.Drain, CoreVersions.All, "waits until the own engine is idle");

    /// <summary>The public WRITE rings a DMA queue's two doorbells so.</summary>
    public static InstructionDefinition Write { get; } = Make(
        "Write", Opcodes.Write, CoreVersions.All, "stores a 32-bit word (data, or register src) to count addresses of the chip, offset by a register if given",
        OperandSlot.Long("address", 0), OperandSlot.Register("offset", WriteWord.OffsetRegister, required: false),
        OperandSlot.Register("src", WriteWord.DataRegister, required: false), OperandSlot.Integer("data", 0, required: false),
        OperandSlot.Integer("count", 1), OperandSlot.Long("stride", 1, required: false), OperandSlot.Long("second_offset", 2, required: false));

    /// <summary>Loads one element into a register (public name TENSOR_LOAD).</summary>
    public static InstructionDefinition TensorLoad { get; } = Make(
        "TensorLoad", Opcodes.TensorLoad, CoreVersions.V2, "loads a 32-bit element of SBUF into a register",
        OperandSlot.Register("dst", 0), OperandSlot.Pattern("src", 0));

    /// <summary>Stores a register into one element (public name TENSOR_STORE).</summary>
    public static InstructionDefinition TensorStore { get; } = Make(
        "TensorStore", Opcodes.TensorStore, CoreVersions.V2, "stores a register into a 32-bit element of SBUF",
        OperandSlot.Pattern("dst", 0), OperandSlot.Register("src", 0));

    /// <summary>Public name NOTIFY.</summary>
    public static InstructionDefinition Notify { get; } = Make(
        "Notify", Opcodes.Notify, CoreVersions.All, "sends a value to the host's notification queue; with end, when the engine and the core's DMA are done",
        OperandSlot.Register("src", 0, required: false), OperandSlot.Integer("value", 0, required: false), OperandSlot.Flag("end", NotifyWord.EndCode));

    /// <summary>
    /// Starts a DMA block (public name PSEUDO_DMA_TRIGGER). It never executes: the loader, which knows the rings, puts a Write to the
    /// doorbells in its place.
    /// </summary>
    public static InstructionDefinition DmaTrigger { get; } = Make(
        "DmaTrigger", Opcodes.DmaTrigger, CoreVersions.All, "starts a DMA block; the loader turns it into a Write", OperandSlot.DmaBlock("block", 0));

    public static IReadOnlyList<InstructionDefinition> All { get; } =
    [
        Nop, Halt, Jump, CompareBranch, RegisterMove, RegisterAlu, EventSemaphore, SemaphoreRangeClear, Drain, Write, TensorLoad, TensorStore,
        Notify, DmaTrigger,
    ];

    private static InstructionDefinition Make(string mnemonic, ushort opcode, CoreVersions cores, string summary, params OperandSlot[] operands) => new()
    {
        Mnemonic = mnemonic,
        Opcode = opcode,
        Engines = EngineSet.All,
        Cores = cores,
        Operands = operands,
        Summary = summary,
        IsControl = true,
    };
}
