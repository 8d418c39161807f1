using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Goes on at a label.</summary>
public sealed class Jump : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Jump;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Branch(word.Integers[0]);
}
