using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>
/// Moves 32 bits between a register and one element in SBUF. It is not ordered with the engine's own instructions: use Drain or a
/// semaphore.
/// </summary>
public abstract class RegisterTransfer : ControlInstruction
{
    public override OperandFault? Check(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        ref readonly var pattern = ref word.Patterns[0];
        if (pattern.Partitions != 1 || pattern.ElementsPerPartition != 1)
            return OperandFault.Shapes($"the operand has {pattern.Partitions} x {pattern.ElementsPerPartition} elements; one element would be right");
        if (pattern.Type is not (DataType.Int32 or DataType.UInt32 or DataType.Float32))
            return OperandFault.Type($"the operand has type {pattern.Type}; int32, uint32 or fp32 would be right");
        return OperandRules.Memory(pattern, "the operand", spec, OperandReach.SbufOnly)
            ?? OperandRules.Alignment(pattern, CoreAddress.Decode(pattern.Address, spec), "the operand");
    }

    public sealed override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        // The first cycle sends the address, the access answers one access time later.
        if (unit.Step == 0)
            return ControlResult.Continue(Math.Max(1, unit.MemoryAccessCycles));
        Transfer(word.Patterns[0].Address, word.Codes.RegisterAt(0), unit);
        return ControlResult.Next;
    }

    protected abstract void Transfer(uint address, int register, IControlUnit unit);
}
