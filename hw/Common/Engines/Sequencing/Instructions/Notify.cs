using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Emits a marker that the host can see (public name NOTIFY).</summary>
public sealed class Notify : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Notify;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        unit.Notify(Value(word, unit, registerCode: 0, integer: 0));
        return ControlResult.Next;
    }
}
