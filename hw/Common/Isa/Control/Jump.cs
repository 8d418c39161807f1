namespace Hardware.Common.Isa.Control;

/// <summary>Goes on at a label.</summary>
public sealed class Jump : ControlInstruction
{
    public override string Mnemonic => "Jump";

    public override ushort Opcode => 0x02;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Label("target", 0)];

    public override string Summary => "goes on at a label";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Branch(word.Integers[0]);
}
