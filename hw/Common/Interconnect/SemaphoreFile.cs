using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Interconnect;

/// <summary>
/// The semaphores (signed, 32 bits) and events (one bit) of a core. Updates come from the core's engines and sequencers, one a cycle from
/// each, and as stores to the memory-mapped aliases. A new value can be read <see cref="ChipSpec.SemaphoreUpdateCycles"/> base-clock cycles
/// after the update was pushed (two at least: one to arrive, one to be written).
/// </summary>
/// <remarks>
/// All updates that come due in one cycle take effect together: first the writes (of several to one semaphore the updater with the highest
/// number wins; stores come last), then the additions, which commute and wrap; event clears go before event sets.
/// </remarks>
public sealed class SemaphoreFile : Component
{
    private const int ArriveAndWriteCycles = 2;

    private SemaphoreWindow? _window;

    public required ChipSpec Spec
    {
        get;
        init
        {
            field = value;
            Semaphores = Reg.Row<int>(value.Semaphores);
            Events = Reg.Row<bool>(value.Events);
            MakePending();
        }
    }

    public required int Core { get; init; }

    /// <summary>Who sees what takes effect.</summary>
    public required ExecutionObservers Observers { get; init; }

    /// <summary>One channel for each updater.</summary>
    public required Consumer<SemaphoreRequest>[] Requests
    {
        get;
        init
        {
            field = value;
            MakePending();
        }
    }

    /// <summary>Stores into the core's window, from the fabric.</summary>
    public required Consumer<FabricWrite> Stores { get; init; }

    public Reg<int>[] Semaphores { get; private init; } = [];

    public Reg<bool>[] Events { get; private init; } = [];

    /// <summary>Raised in a tick that changes a semaphore or an event.</summary>
    public WakeLine Changed { get; } = WakeLine.Of();

    /// <summary>The addresses that <see cref="Stores"/> answers.</summary>
    public SemaphoreWindow Window => _window ??= new SemaphoreWindow(Spec, Core);

    private Reg<int> PendingHead { get; } = Reg.Of<int>();

    private Reg<int> PendingCount { get; } = Reg.Of<int>();

    /// <summary>Updates on their way, a ring in order of arrival, which is the order in which they come due.</summary>
    private Bank<PendingUpdate> Pending { get; set; } = null!;

    private int DelayCycles => Math.Max(0, Spec.SemaphoreUpdateCycles - ArriveAndWriteCycles);

    /// <summary>Sets a semaphore in a stopped simulation, for a debugger; who waits for it looks again.</summary>
    public void Poke(int semaphore, int value)
    {
        Semaphores[semaphore].Poke(value);
        Changed.Commit();
    }

    protected internal override void Tick()
    {
        var (head, count) = (PendingHead.Q, PendingCount.Q);
        var more = false;
        for (var updater = 0; updater < Requests.Length; updater++)
        {
            if (Requests[updater].TryPop(out var request))
                Append(request, head, ref count);
            more |= Requests[updater].CanPop;
        }

        if (Stores.TryPop(out var store))
            Append(Decode(store), head, ref count);
        more |= Stores.CanPop;
        var due = 0;
        while (due < count && At(head + due).DueCycle <= Cycle)
            due++;
        if (due > 0)
        {
            Apply(head, due);
            head = (head + due) % Pending.Length;
            count -= due;
        }

        if (PendingHead.Q != head || PendingCount.Q != count)
        {
            PendingHead.Next = head;
            PendingCount.Next = count;
        }

        if (more)
            return;
        if (count > 0)
            SleepUntilCycle(At(head).DueCycle);
        else
            Sleep();
    }

    private void Append(in SemaphoreRequest request, int head, ref int count)
    {
        var update = request.Update;
        if (update.Operation == UpdateOperation.None)
            return;
        var exist = update.Operation is UpdateOperation.EventSet or UpdateOperation.EventClear ? Events.Length : Semaphores.Length;
        if (update.Index >= exist)
        {
            throw new ProgramFaultException(
                HardwareCode.UpdateIndexOutOfRange, request.By,
                $"update {update.Operation} of number {update.Index}, which core {Core} does not have; 0 to {exist - 1} would be right");
        }

        At(head + count++) = new PendingUpdate { DueCycle = Cycle + DelayCycles, Request = request };
    }

    private SemaphoreRequest Decode(in FabricWrite store)
    {
        var (alias, index) = Window.Decode(store.Address);
        var operation = alias switch
        {
            SemaphoreAlias.Event => (store.Data & 1) != 0 ? UpdateOperation.EventSet : UpdateOperation.EventClear,
            SemaphoreAlias.Set => UpdateOperation.Write,
            SemaphoreAlias.Increment => UpdateOperation.Add,
            SemaphoreAlias.Decrement => UpdateOperation.Subtract,
            _ => throw new ProgramFaultException(
                HardwareCode.SemaphoreStoreIllegal, store.By,
                $"store to 0x{store.Address:X} hits no event and no set, increment or decrement word of core {Core}'s semaphores; "
                + $"semaphore n increments at 0x{Window.AddressOf(SemaphoreAlias.Increment, 0):X} + 4 n"),
        };
        return new SemaphoreRequest
        {
            Update = new SemaphoreUpdate { Operation = operation, Index = (byte)index, Value = (int)store.Data },
            By = store.By,
        };
    }

    private void Apply(int head, int due)
    {
        var changed = false;
        for (var i = 0; i < due; i++)
        {
            ref readonly var request = ref At(head + i).Request;
            ref readonly var update = ref request.Update;
            if (update.Operation == UpdateOperation.Write)
                Semaphores[update.Index].Next = update.Value;
            else if (update.Operation == UpdateOperation.EventClear)
                SwitchEvent(request, set: false);
            else
                continue;
            Report(request);
        }

        for (var i = 0; i < due; i++)
        {
            ref readonly var request = ref At(head + i).Request;
            ref readonly var update = ref request.Update;
            switch (update.Operation)
            {
                case UpdateOperation.Increment:
                    Add(update.Index, 1);
                    break;
                case UpdateOperation.Decrement:
                    Add(update.Index, -1);
                    break;
                case UpdateOperation.Add:
                    Add(update.Index, update.Value);
                    break;
                case UpdateOperation.Subtract:
                    Add(update.Index, unchecked(-update.Value));
                    break;
                case UpdateOperation.EventSet:
                    SwitchEvent(request, set: true);
                    break;
            }

            if (update.Operation is not (UpdateOperation.Write or UpdateOperation.EventClear))
                Report(request);

            changed |= update.Operation is UpdateOperation.EventSet or UpdateOperation.EventClear
                || Semaphores[update.Index].Next != Semaphores[update.Index].Q;
        }

        if (changed)
            Changed.Raise();
    }

    private void Add(int semaphore, int value) => Semaphores[semaphore].Next = unchecked(Semaphores[semaphore].Next + value);

    private void SwitchEvent(in SemaphoreRequest request, bool set)
    {
        var number = request.Update.Index;
        if (Events[number].Next == set)
        {
            throw new ProgramFaultException(
                HardwareCode.EventSetOrClearedTwice, request.By,
                $"event {number} of core {Core} is {(set ? "set" : "cleared")} but is {(set ? "set" : "clear")} already; "
                + "set and clear it by turns (runtime error 1004)");
        }

        Events[number].Next = set;
    }

    private void Report(in SemaphoreRequest request)
    {
        if (Observers.IsEmpty)
            return;
        var (operation, index) = (request.Update.Operation, request.Update.Index);
        var isEvent = operation is UpdateOperation.EventSet or UpdateOperation.EventClear;
        var value = isEvent ? (Events[index].Next ? 1 : 0) : Semaphores[index].Next;
        Observers.OnSemaphoreUpdate(new SemaphoreUpdateRecord(request.By, Core, operation, index, value, Now));
    }

    private ref PendingUpdate At(int position) => ref Pending[position % Pending.Length];

    private void MakePending()
    {
        if (Spec is not null && Requests is not null)
            Pending = Bank.Of<PendingUpdate>((Requests.Length + 1) * (DelayCycles + 1));
    }

    [StructLayout(LayoutKind.Sequential, Pack = 8)]
    private struct PendingUpdate
    {
        public long DueCycle;
        public SemaphoreRequest Request;
    }
}
