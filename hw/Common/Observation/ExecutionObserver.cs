namespace Hardware.Common.Observation;

/// <summary>
/// Sees what a chip executes; implements what it wants to see. Observers never change a cycle. Events come while a tick is evaluated, so
/// those of different units in one tick come in no order that means anything, and an update that takes effect in the tick of a satisfied
/// wait is not what satisfied it; those of one unit come in order of time.
/// </summary>
public interface IExecutionObserver
{
    /// <summary>An instruction is complete.</summary>
    void OnInstruction(in ExecutionRecord record)
    {
    }

    /// <summary>A DMA descriptor is complete.</summary>
    void OnDescriptor(in DmaRecord record)
    {
    }

    /// <summary>Arithmetic made a NaN from operands without one; at most once for each execution of an instruction.</summary>
    void OnNanProduced(in Agent by, long tick)
    {
    }

    /// <summary>An INT32 sum left its range and wrapped; at most once for each execution of an instruction.</summary>
    void OnIntegerWrapped(in Agent by, long tick)
    {
    }

    /// <summary>An instruction's wait has held, and it goes to its engine or begins to execute.</summary>
    void OnIssue(in IssueRecord record)
    {
    }

    /// <summary>An update of a semaphore or an event takes effect.</summary>
    void OnSemaphoreUpdate(in SemaphoreUpdateRecord record)
    {
    }

    /// <summary>An instruction's wait is satisfied.</summary>
    void OnWaitSatisfied(in WaitRecord record)
    {
    }

    /// <summary>Descriptors are announced to a DMA engine.</summary>
    void OnDoorbell(in DoorbellRecord record)
    {
    }
}

/// <summary>
/// Where the units of a chip report to: hands every event to all observers, in the order in which they were added. A unit asks
/// <see cref="ObserverList{T}.IsEmpty"/> before it builds a record, so that nobody pays when nobody watches.
/// </summary>
public sealed class ExecutionObservers : ObserverList<IExecutionObserver>, IExecutionObserver
{
    public void OnInstruction(in ExecutionRecord record)
    {
        foreach (var observer in Span)
            observer.OnInstruction(record);
    }

    public void OnDescriptor(in DmaRecord record)
    {
        foreach (var observer in Span)
            observer.OnDescriptor(record);
    }

    public void OnNanProduced(in Agent by, long tick)
    {
        foreach (var observer in Span)
            observer.OnNanProduced(by, tick);
    }

    public void OnIntegerWrapped(in Agent by, long tick)
    {
        foreach (var observer in Span)
            observer.OnIntegerWrapped(by, tick);
    }

    public void OnIssue(in IssueRecord record)
    {
        foreach (var observer in Span)
            observer.OnIssue(record);
    }

    public void OnSemaphoreUpdate(in SemaphoreUpdateRecord record)
    {
        foreach (var observer in Span)
            observer.OnSemaphoreUpdate(record);
    }

    public void OnWaitSatisfied(in WaitRecord record)
    {
        foreach (var observer in Span)
            observer.OnWaitSatisfied(record);
    }

    public void OnDoorbell(in DoorbellRecord record)
    {
        foreach (var observer in Span)
            observer.OnDoorbell(record);
    }
}
