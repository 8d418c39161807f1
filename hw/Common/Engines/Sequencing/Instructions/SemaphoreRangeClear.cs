using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Sets consecutive semaphores to zero, one a cycle (public name EVENT_SEMAPHORE_RANGE_CLEAR).</summary>
public sealed class SemaphoreRangeClear : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.SemaphoreRangeClear;

    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        var (first, count, all) = ((long)word.Integers[0], (long)word.Integers[1], spec.Semaphores.Value);
        return first < 0 || count < 1 || first + count > all
            ? OperandFault.Illegal($"semaphores {first} to {first + count - 1} are not all in the core; first >= 0, count >= 1 and first + count <= {all} would be right")
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
