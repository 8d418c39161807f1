using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>Waits until the own engine has completed all that was issued to it (public name DRAIN).</summary>
public sealed class Drain : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Drain;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit) =>
        unit.EngineIsIdle ? ControlResult.Next : ControlResult.Blocked;
}
