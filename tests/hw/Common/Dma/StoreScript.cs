using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Dma;

/// <summary>Pushes a fixed list of stores, each not before its cycle, as a sequencer's fabric would.</summary>
public sealed class StoreScript : Component
{
    public required Producer<FabricWrite> Stores { get; init; }

    public Reg<int> Next { get; } = Reg.Of<int>();

    /// <summary>The list, in order of cycles.</summary>
    public List<(long Cycle, FabricWrite Store)> List { get; } = [];

    protected internal override void Tick()
    {
        if (Next.Q >= List.Count)
        {
            // A test may append to the list between two runs.
            SleepUntilCycle(Cycle + 1000);
            return;
        }

        var (cycle, store) = List[Next.Q];
        if (Cycle < cycle)
            SleepUntilCycle(cycle);
        else if (Stores.TryPush(store))
            Next.Next = Next.Q + 1;
    }
}

/// <summary>Pops stores and keeps them, with the tick of each.</summary>
public sealed class StoreSink : Component
{
    public required Consumer<FabricWrite>[] Stores { get; init; }

    public Bank<FabricWrite> Received { get; } = Bank.Of<FabricWrite>(256);

    public Reg<int> Count { get; } = Reg.Of<int>();

    public Reg<long> LastAt { get; } = Reg.Of<long>();

    protected internal override void Tick()
    {
        var count = Count.Q;
        foreach (var stores in Stores)
        {
            while (stores.TryPop(out var store))
                Received[count++ % Received.Length] = store;
        }

        if (count != Count.Q)
        {
            Count.Next = count;
            LastAt.Next = Now;
        }

        Sleep();
    }
}
