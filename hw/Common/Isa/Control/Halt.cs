namespace Hardware.Common.Isa.Control;

/// <summary>Ends the stream. The engine may still work on instructions that were issued before.</summary>
public sealed class Halt : ControlInstruction
{
    public override string Mnemonic => "Halt";

    public override ushort Opcode => 0x01;

    public override IReadOnlyList<OperandSlot> Operands => [];

    public override string Summary => "ends the stream";

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Halt;
}
