using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Loads one element into a register (public name TENSOR_LOAD).</summary>
public sealed class TensorLoad : RegisterTransfer
{
    public override InstructionDefinition Definition => ControlDefinitions.TensorLoad;

    protected override void Transfer(uint address, int register, IControlUnit unit) => unit.Write(register, unit.Load(address));
}
