using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Stores a register into one element (public name TENSOR_STORE).</summary>
public sealed class TensorStore : RegisterTransfer
{
    public override InstructionDefinition Definition => ControlDefinitions.TensorStore;

    protected override void Transfer(uint address, int register, IControlUnit unit) => unit.Store(address, unit.Read(register));
}
