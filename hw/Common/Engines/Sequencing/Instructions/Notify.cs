using Hardware.Common.Isa;
using Hardware.Common.Isa.Control;
using Hardware.Common.Isa.Definitions;

namespace Hardware.Common.Engines.Sequencing.Instructions;

/// <summary>
/// Writes an entry to the stream's notification queue in host memory (public name NOTIFY). With <c>end</c> it tells the host that the stream
/// is done: it waits until the own engine is idle, and the entry is kept back until the core's DMA engines and stores are.
/// </summary>
public sealed class Notify : ControlInstruction
{
    public override InstructionDefinition Definition => ControlDefinitions.Notify;

    public override ControlResult Execute(in InstructionWord word, IControlUnit unit)
    {
        var end = word.Codes[NotifyWord.EndCode] != 0;
        if (end && !unit.EngineIsIdle)
            return ControlResult.Blocked;
        return unit.TryNotify(Value(word, unit, registerCode: 0, integer: 0), end) ? ControlResult.Next : ControlResult.Blocked;
    }
}
