using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Interconnect;

/// <summary>
/// Carries stores from engines, DMA engines and the host to the unit whose window holds the address. Each cycle it takes at most one store
/// from each source and one for each target, round robin among the sources of a target; stores of one source to one target keep their order.
/// </summary>
public sealed class Fabric : Component
{
    private int[] _winner = [];

    public required Consumer<FabricWrite>[] Sources { get; init; }

    /// <summary>Windows that do not overlap.</summary>
    public required IReadOnlyList<FabricTarget> Targets
    {
        get;
        init
        {
            field = value;
            Ports = [.. value.Select(t => t.Port)];
            MakeLines();
        }
    }

    /// <summary>Base-clock cycles from the cycle that takes a store to the cycle that pushes it to its target.</summary>
    public required Parameter HopCycles
    {
        get;
        init
        {
            field = value;
            MakeLines();
        }
    }

    /// <summary>Cores whose stores it carries.</summary>
    public required int Cores
    {
        get => InFlightOf.Length;
        init
        {
            InFlightOf = Reg.Row<int>(value);
            Delivered = [.. Enumerable.Range(0, value).Select(_ => WakeLine.Of())];
        }
    }

    /// <summary>For each core, stores that it has taken but not delivered.</summary>
    public Reg<int>[] InFlightOf { get; private init; } = [];

    /// <summary>For each core, raised when its last store in flight is delivered.</summary>
    public WakeLine[] Delivered { get; private init; } = [];

    private Producer<FabricWrite>[] Ports { get; init; } = [];

    /// <summary>A ring of stores in flight for each target.</summary>
    private Bank<StoreInFlight> InFlight { get; set; } = null!;

    private Bank<LineState> Lines { get; set; } = null!;

    private int LineDepth => HopCycles + 2;

    /// <summary>True if no store is in flight and none waits at a source, for a debugger or a board that asks whether all is done.</summary>
    public bool IsIdle
    {
        get
        {
            foreach (var line in Lines.Items)
            {
                if (line.Count > 0)
                    return false;
            }

            return Array.TrueForAll(Sources, s => s.Channel.Count == 0);
        }
    }

    protected internal override void Tick()
    {
        Deliver();
        if (Accept())
            return;
        var wake = long.MaxValue;
        for (var target = 0; target < Lines.Length; target++)
        {
            if (Lines[target].Count > 0)
                wake = Math.Min(wake, Oldest(target).DueCycle);
        }

        if (wake == long.MaxValue)
            Sleep();
        else if (wake > Cycle)
            SleepUntilCycle(wake);
    }

    private void Deliver()
    {
        for (var target = 0; target < Lines.Length; target++)
        {
            ref var line = ref Lines[target];
            if (line.Count == 0 || Oldest(target).DueCycle > Cycle || !Ports[target].TryPush(Oldest(target).Store))
                continue;
            Count(Oldest(target).Store.By.Core, -1);
            line.Head = (line.Head + 1) % LineDepth;
            line.Count--;
        }
    }

    private bool Accept()
    {
        Array.Fill(_winner, -1);
        var waiting = false;
        for (var source = 0; source < Sources.Length; source++)
        {
            if (!Sources[source].CanPop)
                continue;
            waiting = true;
            var target = TargetOf(Sources[source].Peek());
            if (Lines[target].Count < LineDepth && (_winner[target] < 0 || IsEarlier(source, _winner[target], Lines[target].LastSource)))
                _winner[target] = source;
        }

        if (!waiting)
            return false;
        for (var target = 0; target < _winner.Length; target++)
        {
            if (_winner[target] < 0)
                continue;
            ref var line = ref Lines[target];
            Count(Sources[_winner[target]].Peek().By.Core, 1);
            InFlight[(target * LineDepth) + ((line.Head + line.Count++) % LineDepth)] =
                new StoreInFlight { DueCycle = Cycle + HopCycles, Store = Sources[_winner[target]].Pop() };
            line.LastSource = _winner[target];
        }

        return true;
    }

    private void Count(int core, int change)
    {
        if ((uint)core >= (uint)InFlightOf.Length)
            return;
        if ((InFlightOf[core].Next += change) == 0)
            Delivered[core].Raise();
    }

    /// <summary>True if <paramref name="source"/> comes before <paramref name="other"/> in the round that starts behind <paramref name="last"/>.</summary>
    private bool IsEarlier(int source, int other, int last) =>
        (source - last - 1 + Sources.Length) % Sources.Length < (other - last - 1 + Sources.Length) % Sources.Length;

    private int TargetOf(in FabricWrite store)
    {
        for (var target = 0; target < Targets.Count; target++)
        {
            if (Targets[target].Contains(store.Address))
                return target;
        }

        throw new ProgramFaultException(
            HardwareCode.StoreOutsideEveryWindow, store.By,
            $"store of 0x{store.Data:X} to 0x{store.Address:X}, where nothing listens; a semaphore, a doorbell or a sequencer's control block would be right");
    }

    private ref StoreInFlight Oldest(int target) => ref InFlight[(target * LineDepth) + Lines[target].Head];

    private void MakeLines()
    {
        if (Targets is null || HopCycles is null)
            return;
        InFlight = Bank.Of<StoreInFlight>(Targets.Count * LineDepth);
        Lines = Bank.Of<LineState>(Targets.Count);
        _winner = new int[Targets.Count];
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct StoreInFlight
    {
        public long DueCycle;
        public FabricWrite Store;
    }

    private struct LineState
    {
        public int Head;
        public int Count;
        public int LastSource;
    }
}
