using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Does nothing for one cycle (public name NOP).</summary>
public sealed class Nop : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Nop;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Next;
}
