using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>
/// Stores a 32-bit word to <c>address + i * stride</c> for i below <c>count</c>, one store a cycle; each is followed by a store
/// <c>second_offset</c> bytes behind, if that is not zero. The public WRITE rings a DMA queue's two doorbells so.
/// </summary>
public sealed class Write : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Write;

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        if (word.Integers[1] < 1)
            return OperandFault.Illegal($"count is {word.Integers[1]}; 1 or more would be right");
        return ((word.Patterns.LongAt(0) | word.Patterns.LongAt(1) | word.Patterns.LongAt(2)) & 3) != 0
            ? OperandFault.Illegal("address, stride and second_offset must be multiples of 4 bytes")
            : null;
    }

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var second = word.Patterns.LongAt(2);
        var storesEach = second == 0 ? 1 : 2;
        var address = word.Patterns.LongAt(0) + (unit.Step / storesEach * word.Patterns.LongAt(1));
        if (unit.Step % storesEach == 1)
            address += second;
        if (word.Codes.RegisterAt(WriteWord.OffsetRegister) is >= 0 and var offset)
            address += unit.Read(offset);
        if (!unit.TryStore(address, (uint)Value(word, unit, WriteWord.DataRegister, integer: 0)))
            return ControlResult.Blocked;
        return unit.Step + 1 == (long)word.Integers[1] * storesEach ? ControlResult.Next : ControlResult.Continue();
    }
}
