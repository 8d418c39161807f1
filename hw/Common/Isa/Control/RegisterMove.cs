namespace Hardware.Common.Isa.Control;

/// <summary>Sets a register to another register or to an immediate.</summary>
public sealed class RegisterMove : ControlInstruction
{
    public override string Mnemonic => "RegisterMove";

    public override ushort Opcode => 0x04;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Register("dst", 0),
        OperandSlot.Register("src", 1, required: false),
        OperandSlot.Integer("value", 0, required: false),
    ];

    public override string Summary => "sets a register to a register or a value";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        unit.Write(word.Codes.RegisterAt(0), Value(word, unit, registerCode: 1, integer: 0));
        return ControlResult.Next;
    }
}
