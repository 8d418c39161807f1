using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Ends the stream. The engine may still work on instructions that were issued before.</summary>
public sealed class Halt : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Halt;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Halt;
}
