using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Control;

/// <summary>Sets consecutive semaphores to zero, one a cycle (public name EVENT_SEMAPHORE_RANGE_CLEAR).</summary>
public sealed class SemaphoreRangeClear : ControlInstruction
{
    public override string Mnemonic => "SemaphoreRangeClear";

    public override ushort Opcode => 0x07;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Integer("first", 0), OperandSlot.Integer("count", 1)];

    public override string Summary => "sets consecutive semaphores to zero, one a cycle";

    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        var (first, count, all) = ((long)word.Integers[0], (long)word.Integers[1], spec.Semaphores.Value);
        return first < 0 || count < 1 || first + count > all
            ? $"semaphores {first} to {first + count - 1} are not all in the core; first >= 0, count >= 1 and first + count <= {all} would be right"
            : null;
    }

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var clear = new SemaphoreUpdate { Operation = UpdateOperation.Write, Index = (byte)(word.Integers[0] + unit.Step) };
        if (!unit.TryUpdate(clear))
            return ControlResult.Blocked;
        return unit.Step + 1 == word.Integers[1] ? ControlResult.Next : ControlResult.Continue();
    }
}
