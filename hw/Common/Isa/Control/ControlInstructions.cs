namespace Hardware.Common.Isa.Control;

/// <summary>The instructions that the sequencer executes itself, opcodes 0x00 to 0x1F.</summary>
public static class ControlInstructions
{
    public static IReadOnlyList<InstructionDefinition> All { get; } =
    [
        new Nop(),
        new Halt(),
        new Jump(),
        new CompareBranch(),
        new RegisterMove(),
        new RegisterAlu(),
        new EventSemaphore(),
        new SemaphoreRangeClear(),
        new Drain(),
        new Write(),
        new TensorLoad(),
        new TensorStore(),
        new Notify(),
        new DmaTrigger(),
    ];
}
