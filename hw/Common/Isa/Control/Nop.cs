namespace Hardware.Common.Isa.Control;

/// <summary>Does nothing for one cycle (public name NOP).</summary>
public sealed class Nop : ControlInstruction
{
    public override string Mnemonic => "Nop";

    public override ushort Opcode => 0x00;

    public override IReadOnlyList<OperandSlot> Operands => [];

    public override string Summary => "does nothing; carries a wait or an update";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Next;
}
