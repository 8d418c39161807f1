using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Carries a wait and an update and does nothing else (public name EVENT_SEMAPHORE).</summary>
public sealed class EventSemaphore : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.EventSemaphore;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) => ControlResult.Next;
}
