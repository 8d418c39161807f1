namespace Hardware.Common.Isa.Control;

/// <summary>
/// Starts a DMA block (public name PSEUDO_DMA_TRIGGER). It never executes: the loader, which knows the rings, puts a <see cref="Write"/>
/// to the doorbells in its place.
/// </summary>
public sealed class DmaTrigger : InstructionDefinition
{
    public override string Mnemonic => "DmaTrigger";

    public override ushort Opcode => 0x1F;

    public override EngineSet Engines => EngineSet.All;

    public override bool IsControl => true;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.DmaBlock("block", 0)];

    public override string Summary => "starts a DMA block; the loader turns it into a Write";
}
