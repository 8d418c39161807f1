using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Monitors;

/// <summary>Interval sums of one engine: how long it was busy, how long its stream waited, what it executed. Times are ticks.</summary>
public sealed class EngineStatistics(int core, Engine engine)
{
    private long _busyUntil;

    public int Core => core;

    public Engine Engine => engine;

    /// <summary>Instructions executed, control instructions included.</summary>
    public long Instructions { get; private set; }

    /// <summary>Instructions that went through the data path.</summary>
    public long DataPathInstructions { get; private set; }

    /// <summary>Ticks in which at least one instruction was in the data path.</summary>
    public long BusyTicks { get; private set; }

    /// <summary>Ticks in which the stream waited for a semaphore or an event.</summary>
    public long WaitTicks { get; private set; }

    internal void Add(in ExecutionRecord record, bool control)
    {
        Instructions++;
        if (record.Wait.Kind != WaitKind.None)
            WaitTicks += record.IssuedAt - record.ReadyAt;
        if (control)
            return;
        DataPathInstructions++;
        var from = Math.Max(record.StartedAt, _busyUntil);
        if (record.CompletedAt > from)
            BusyTicks += record.CompletedAt - from;
        _busyUntil = Math.Max(_busyUntil, record.CompletedAt);
    }
}
