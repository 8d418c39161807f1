using Hardware.Common.Isa;
using Hardware.Common.Observation;

namespace Hardware.Testbench.Monitors;

/// <summary>Finds for each instruction that had to wait the update that released it: the last one to what it waited for.</summary>
public sealed class WaitReleases : IExecutionObserver
{
    private readonly Dictionary<(int Chip, int Core, WaitKind Kind, int Index), LastUpdates> _updates = [];
    private readonly Dictionary<Agent, Agent> _releases = [];

    public void OnSemaphoreUpdate(in SemaphoreUpdateRecord record)
    {
        var key = (record.By.Chip, record.Core, record.Kind, record.Index);
        var last = _updates.GetValueOrDefault(key);
        _updates[key] = new LastUpdates(record.Tick > last.Tick ? last.By : last.Before, record.By, record.Tick);
    }

    public void OnWaitSatisfied(in WaitRecord record)
    {
        if (record.Tick == record.Since || !_updates.TryGetValue((record.By.Chip, record.By.Core, record.Wait.Kind, record.Wait.Index), out var last))
            return;
        // What takes effect in this very tick may have been told already, but the stream cannot have seen it.
        if ((last.Tick < record.Tick ? last.By : last.Before) is { } by)
            _releases[KeyOf(record.By)] = by;
    }

    /// <summary>Who released an instruction, and forgets it; null if it did not have to wait.</summary>
    /// <param name="by">The instruction, of the stream or the engine.</param>
    public Agent? Take(in Agent by) => _releases.Remove(KeyOf(by), out var releaser) ? releaser : null;

    private static Agent KeyOf(in Agent by) => Agent.OfStream(by.Chip, by.Core, by.Engine) with { Sequence = by.Sequence };

    /// <summary>The last update, and the last one of an earlier tick than that.</summary>
    private readonly record struct LastUpdates(Agent? Before, Agent? By, long Tick);
}
