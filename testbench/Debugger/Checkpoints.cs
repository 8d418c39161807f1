namespace Hardware.Testbench.Debugger;

/// <summary>
/// The snapshots that a session can return to, in order of time. Their number is bounded: when it is reached, every second one goes and
/// the distance between new ones doubles, so that a return re-runs at most a small share of the whole run.
/// </summary>
public sealed class Checkpoints
{
    private const int MaximumCount = 16;
    private const int MaximumPinned = 64;
    private const long FirstInterval = 16;

    private readonly List<Checkpoint> _all = [];

    /// <summary>Steps from one snapshot to the next.</summary>
    public long Interval { get; private set; } = FirstInterval;

    /// <summary>Step after which the next snapshot is due.</summary>
    public long NextDue => _all[^1].Moment.Steps + Interval;

    /// <summary>The earliest moment that can be returned to.</summary>
    public Moment Earliest => _all[0].Moment;

    public void Add(Checkpoint checkpoint)
    {
        _all.Add(checkpoint);
        if (_all.Count(c => !c.IsPinned) > MaximumCount)
            Thin();
        if (_all.Count(c => c.IsPinned) > MaximumPinned)
            _all.RemoveAll(c => c.Moment.Epoch == Earliest.Epoch);
    }

    /// <summary>The last snapshot of the moment's epoch that is not after it.</summary>
    public Checkpoint Before(Moment moment) => _all.FindLast(c => c.Moment.Epoch == moment.Epoch && c.Moment <= moment)!;

    /// <summary>The snapshots of the moment's epoch that are not after it, the last first.</summary>
    public IReadOnlyList<Checkpoint> Backwards(Moment moment) =>
        [.. Enumerable.Reverse(_all).Where(c => c.Moment.Epoch == moment.Epoch && c.Moment <= moment)];

    /// <summary>Forgets what came after a moment: it may not come again.</summary>
    public void CutAfter(Moment moment) => _all.RemoveAll(c => c.Moment > moment);

    private void Thin()
    {
        Interval *= 2;
        var keep = false;
        _all.RemoveAll(c => !c.IsPinned && (keep = !keep));
    }
}
