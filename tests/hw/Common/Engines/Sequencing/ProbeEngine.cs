using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Engines.Sequencing;

/// <summary>A data-path instruction that only tests know.</summary>
internal sealed class Probe : InstructionDefinition
{
    public const ushort Number = 0xF000;

    private static readonly Probe Instance = new();

    public override string Mnemonic => "Probe";

    public override ushort Opcode => Number;

    public override EngineSet Engines => EngineSet.Scalar;

    public override IReadOnlyList<OperandSlot> Operands { get; } = [OperandSlot.Pattern("dst", 0), OperandSlot.Scalar("scale", 0)];

    public override string Summary => "is seen by the test";

    /// <summary>The catalog, with this instruction.</summary>
    public static InstructionDefinition? Find(ushort opcode) => opcode == Number ? Instance : InstructionCatalog.Find(opcode);
}

/// <summary>A data path that keeps what it is given and is busy for 50 cycles with each.</summary>
internal sealed class ProbeEngine : Component
{
    public const int BusyCycles = 50;

    public required Consumer<IssuedInstruction> Instructions { get; init; }

    public Reg<bool> Idle { get; } = Reg.Of(true);

    public Reg<long> BusyUntil { get; } = Reg.Of<long>();

    public Reg<int> Count { get; } = Reg.Of<int>();

    public WakeLine BecameIdle { get; } = WakeLine.Of();

    public Bank<IssuedInstruction> Seen { get; } = Bank.Of<IssuedInstruction>(64);

    protected internal override void Tick()
    {
        if (!Idle.Q && Cycle < BusyUntil.Q)
        {
            SleepUntilCycle(BusyUntil.Q);
        }
        else if (Instructions.TryPop(out var instruction))
        {
            Seen[Count.Q] = instruction;
            Count.Next = Count.Q + 1;
            Idle.Next = false;
            BusyUntil.Next = Cycle + BusyCycles;
        }
        else
        {
            if (!Idle.Q)
            {
                Idle.Next = true;
                BecameIdle.Raise();
            }

            Sleep();
        }
    }
}
