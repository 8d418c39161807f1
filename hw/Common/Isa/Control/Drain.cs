namespace Hardware.Common.Isa.Control;

/// <summary>Waits until the own engine has completed all that was issued to it (public name DRAIN).</summary>
public sealed class Drain : ControlInstruction
{
    public override string Mnemonic => "Drain";

    public override ushort Opcode => 0x08;

    public override IReadOnlyList<OperandSlot> Operands => [];

    public override string Summary => "waits until the own engine is idle";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) =>
        unit.EngineIsIdle ? ControlResult.Next : ControlResult.Blocked;
}
