using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;

namespace Hardware.Testbench.Benches;

/// <summary>Pushes a program into an engine as a sequencer that never waits would.</summary>
public sealed class InstructionSource : Component
{
    public required Producer<IssuedInstruction> Out { get; init; }

    public required IReadOnlyList<InstructionWord> Program { get; init; }

    /// <summary>Cycles between two instructions, at least; from 1.</summary>
    public int Gap { get; init; } = 1;

    /// <summary>Instructions pushed so far.</summary>
    public Reg<int> Sent { get; } = Reg.Of(0);

    protected override void Tick()
    {
        if (Sent.Q == Program.Count)
        {
            Sleep();
            return;
        }

        if (Cycle % Gap != 0)
            return;
        if (Out.TryPush(new IssuedInstruction { Word = Program[Sent.Q], ProgramCounter = Sent.Q, Sequence = Sent.Q, ReadyAt = Now, IssuedAt = Now }))
            Sent.Next = Sent.Q + 1;
        else
            Sleep();
    }
}
