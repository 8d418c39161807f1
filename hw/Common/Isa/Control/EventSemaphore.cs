namespace Hardware.Common.Isa.Control;

/// <summary>Carries a wait and an update and does nothing else (public name EVENT_SEMAPHORE).</summary>
public sealed class EventSemaphore : ControlInstruction
{
    public override string Mnemonic => "EventSemaphore";

    public override ushort Opcode => 0x06;

    public override IReadOnlyList<OperandSlot> Operands => [];

    public override string Summary => "waits for its condition and makes its update";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Next;
}
