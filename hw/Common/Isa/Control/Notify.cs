namespace Hardware.Common.Isa.Control;

/// <summary>
/// Writes an entry to the stream's notification queue in host memory (public name NOTIFY). With <c>end</c> it tells the host that the stream
/// is done: it waits until the own engine is idle, and the entry is kept back until the core's DMA engines and stores are. The loader puts
/// one with <c>end</c> before each Halt.
/// </summary>
public sealed class Notify : ControlInstruction
{
    private const int EndCode = 1;

    public override string Mnemonic => "Notify";

    public override ushort Opcode => 0x0C;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
        [OperandSlot.Register("src", 0, required: false), OperandSlot.Integer("value", 0, required: false), OperandSlot.Flag("end", EndCode)];

    public override string Summary => "sends a value to the host's notification queue; with end, when the engine and the core's DMA are done";

    /// <summary>Makes the word that the loader puts before a Halt.</summary>
    public static InstructionWord EncodeEnd()
    {
        var word = new InstructionWord { Opcode = 0x0C };
        word.Codes[EndCode] = 1;
        return word;
    }

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var end = word.Codes[EndCode] != 0;
        if (end && !unit.EngineIsIdle)
            return ControlResult.Blocked;
        return unit.TryNotify(Value(word, unit, registerCode: 0, integer: 0), end) ? ControlResult.Next : ControlResult.Blocked;
    }
}
