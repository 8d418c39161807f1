using System.Runtime.InteropServices;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;

namespace Hardware.Testbench.Benches;

/// <summary>Takes the semaphore updates of an engine and notes when each came. The notes are state: snapshots keep them.</summary>
public sealed class UpdateSink : Component
{
    /// <summary>Updates that it can note.</summary>
    public const int Capacity = 256;

    public required Consumer<SemaphoreRequest> In { get; init; }

    /// <summary>The notes; the first <see cref="Count"/> of them are of use; <see cref="Arrivals"/> gives them.</summary>
    public Bank<Arrival> Log { get; } = Bank.Of<Arrival>(Capacity);

    public Reg<int> Count { get; } = Reg.Of(0);

    /// <summary>The updates so far: cycle of this component's clock, and semaphore.</summary>
    public IReadOnlyList<(long Cycle, int Index)> Received => [.. Arrivals.Select(a => (a.Tick / Clock.Period, a.Semaphore))];

    /// <summary>The updates so far.</summary>
    public IEnumerable<Arrival> Arrivals => Log.Items.Take(Count.Q);

    protected override void Tick()
    {
        if (In.TryPop(out var request))
        {
            Log[Count.Q] = new Arrival { Tick = Now, Semaphore = request.Update.Index };
            Count.Next = Count.Q + 1;
        }
        else
        {
            Sleep();
        }
    }

    /// <summary>When an update of a semaphore came.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    public struct Arrival
    {
        public long Tick;
        public int Semaphore;
    }
}
