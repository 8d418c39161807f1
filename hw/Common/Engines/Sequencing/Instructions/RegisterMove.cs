using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Sets a register to another register or to an immediate.</summary>
public sealed class RegisterMove : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.RegisterMove;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        unit.Write(word.Codes.RegisterAt(0), Value(word, unit, registerCode: 1, integer: 0));
        return ControlResult.Next;
    }
}
