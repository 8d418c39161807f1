using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Control;

/// <summary>
/// Stores a 32-bit word to <c>address + i * stride</c> for i below <c>count</c>, one store a cycle; each is followed by a store
/// <c>second_offset</c> bytes behind, if that is not zero. The public WRITE rings a DMA queue's two doorbells so.
/// </summary>
public sealed class Write : ControlInstruction
{
    private const int DataRegister = 0;
    private const int OffsetRegister = 1;

    public override string Mnemonic => "Write";

    public override ushort Opcode => 0x09;

    public override IReadOnlyList<OperandSlot> Operands { get; } =
    [
        OperandSlot.Long("address", 0),
        OperandSlot.Register("offset", OffsetRegister, required: false),
        OperandSlot.Register("src", DataRegister, required: false),
        OperandSlot.Integer("data", 0, required: false),
        OperandSlot.Integer("count", 1),
        OperandSlot.Long("stride", 1, required: false),
        OperandSlot.Long("second_offset", 2, required: false),
    ];

    public override string Summary => "stores a 32-bit word (data, or register src) to count addresses of the chip, offset by a register if given";

    /// <summary>Makes the word of a write of constant <paramref name="data"/>: what the loader puts in place of a <see cref="DmaTrigger"/>.</summary>
    public static InstructionWord Encode(long address, int data, int count, long stride, long secondOffset)
    {
        var word = new InstructionWord { Opcode = 0x09 };
        word.Patterns.SetLong(0, address);
        word.Patterns.SetLong(1, stride);
        word.Patterns.SetLong(2, secondOffset);
        word.Integers[0] = data;
        word.Integers[1] = count;
        return word;
    }

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (word.Integers[1] < 1)
            return $"count is {word.Integers[1]}; 1 or more would be right";
        return ((word.Patterns.LongAt(0) | word.Patterns.LongAt(1) | word.Patterns.LongAt(2)) & 3) != 0
            ? "address, stride and second_offset must be multiples of 4 bytes"
            : null;
    }

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var second = word.Patterns.LongAt(2);
        var storesEach = second == 0 ? 1 : 2;
        var address = word.Patterns.LongAt(0) + (unit.Step / storesEach * word.Patterns.LongAt(1));
        if (unit.Step % storesEach == 1)
            address += second;
        if (word.Codes.RegisterAt(OffsetRegister) is >= 0 and var offset)
            address += unit.Read(offset);
        if (!unit.TryStore(address, (uint)Value(word, unit, DataRegister, integer: 0)))
            return ControlResult.Blocked;
        return unit.Step + 1 == (long)word.Integers[1] * storesEach ? ControlResult.Next : ControlResult.Continue();
    }
}
