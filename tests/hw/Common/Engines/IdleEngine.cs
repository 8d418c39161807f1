using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Engines;

/// <summary>The least engine there can be: takes an instruction, fires its updates, is done.</summary>
internal sealed class IdleEngine(EngineSocket socket, int inFlight = IdleEngine.InFlight) : DataPathEngine(socket, inFlight)
{
    public const int InFlight = 4;

    /// <summary>Instructions taken.</summary>
    public Reg<int> Taken { get; } = Reg.Of(0);

    protected internal override void Tick()
    {
        Updates.Send(Socket.Updates);
        var taken = Updates.Count < InFlight && Instructions.TryPop(out var issued) ? Take(issued) : 0;
        ShowIdle(taken == 0 && Updates.Count == 0);
        if (taken == 0 && Updates.Count == 0)
            Sleep();
    }

    private int Take(in IssuedInstruction issued)
    {
        Fire(issued, UpdateTiming.Read);
        Fire(issued, UpdateTiming.Complete);
        Report(issued, Now, Now, Now, Now);
        Taken.Next = Taken.Q + 1;
        return 1;
    }
}
