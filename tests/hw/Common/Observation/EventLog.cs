using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Observation;

/// <summary>Keeps every event, as one that is written against the seam alone would.</summary>
internal sealed class EventLog : IExecutionObserver
{
    public List<ExecutionRecord> Executions { get; } = [];

    public List<IssueRecord> Issues { get; } = [];

    public List<SemaphoreUpdateRecord> Updates { get; } = [];

    public List<WaitRecord> Waits { get; } = [];

    public List<DoorbellRecord> Doorbells { get; } = [];

    /// <summary>All of them: who and when, in the order in which they came.</summary>
    public List<(string What, Agent By, long Tick)> All { get; } = [];

    /// <summary>
    /// The updates that a satisfied wait joins, the last one first: those of its semaphore or event before it, back to the last that set it
    /// whatever it had been.
    /// </summary>
    public IEnumerable<SemaphoreUpdateRecord> Before(WaitRecord wait) => Updates
        .Where(u => u.Core == wait.By.Core && u.Kind == wait.Wait.Kind && u.Index == wait.Wait.Index && u.Tick < wait.Tick).Reverse();

    public void OnInstruction(in ExecutionRecord record)
    {
        Executions.Add(record);
        All.Add(("complete", record.By, record.CompletedAt));
    }

    public void OnIssue(in IssueRecord record)
    {
        Issues.Add(record);
        All.Add(("issue", record.By, record.Tick));
    }

    public void OnSemaphoreUpdate(in SemaphoreUpdateRecord record)
    {
        Updates.Add(record);
        All.Add(($"{record.Operation} {record.Index} to {record.Value}", record.By, record.Tick));
    }

    public void OnWaitSatisfied(in WaitRecord record)
    {
        Waits.Add(record);
        All.Add(($"wait {record.Wait.Index} saw {record.Value}", record.By, record.Tick));
    }

    public void OnDoorbell(in DoorbellRecord record)
    {
        Doorbells.Add(record);
        All.Add(($"doorbell {record.Count}", record.By, record.Tick));
    }
}
