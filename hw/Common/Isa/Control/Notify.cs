namespace Hardware.Common.Isa.Control;

/// <summary>Emits a marker that the host can see (public name NOTIFY).</summary>
public sealed class Notify : ControlInstruction
{
    public override string Mnemonic => "Notify";

    public override ushort Opcode => 0x0C;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Register("src", 0, required: false), OperandSlot.Integer("value", 0, required: false)];

    public override string Summary => "emits a marker with a value";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        unit.Notify(Value(word, unit, registerCode: 0, integer: 0));
        return ControlResult.Next;
    }
}
