using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Isa.Control;

/// <summary>
/// Moves 32 bits between a register and one element in SBUF. It is not ordered with the engine's own instructions: use Drain or a
/// semaphore.
/// </summary>
public abstract class RegisterTransfer : ControlInstruction
{
    public override string? Validate(Engine engine, in InstructionWord word, ChipSpec spec)
    {
        var pattern = word.Patterns[0];
        if (pattern.Partitions != 1 || pattern.ElementsPerPartition != 1)
            return $"the operand has {pattern.Partitions} x {pattern.ElementsPerPartition} elements; one element would be right";
        if (pattern.Type is not (DataType.Int32 or DataType.UInt32 or DataType.Float32))
            return $"the operand has type {pattern.Type}; int32, uint32 or fp32 would be right";
        if (pattern.Address % 4 != 0 || CoreAddress.Decode(pattern.Address, spec).Memory != LocalMemory.Sbuf)
            return $"0x{pattern.Address:X} is not the address of a 32-bit element in SBUF; a multiple of 4 in SBUF would be right";
        return null;
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

/// <summary>Loads one element into a register (public name TENSOR_LOAD).</summary>
public sealed class TensorLoad : RegisterTransfer
{
    public override string Mnemonic => "TensorLoad";

    public override ushort Opcode => 0x0A;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Register("dst", 0), OperandSlot.Pattern("src", 0)];

    public override string Summary => "loads a 32-bit element of SBUF into a register";

    protected override void Transfer(uint address, int register, IControlUnit unit) => unit.Write(register, unit.Load(address));
}

/// <summary>Stores a register into one element (public name TENSOR_STORE).</summary>
public sealed class TensorStore : RegisterTransfer
{
    public override string Mnemonic => "TensorStore";

    public override ushort Opcode => 0x0B;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("dst", 0), OperandSlot.Register("src", 0)];

    public override string Summary => "stores a register into a 32-bit element of SBUF";

    protected override void Transfer(uint address, int register, IControlUnit unit) => unit.Store(address, unit.Read(register));
}
