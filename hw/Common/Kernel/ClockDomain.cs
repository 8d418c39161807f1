using System.Numerics;

namespace Hardware.Common.Kernel;

/// <summary>The components of one clock, with one bit each that says whether they are awake.</summary>
internal sealed class ClockDomain(Clock clock)
{
    private ulong[] _awake = [];
    private int[] _members = [];
    private int[] _slotOf = [];
    private int _awakeCount;

    // Last answers of EdgeAfter and CycleAt.
    private long _edge;
    private long _cycleTick;
    private long _cycle;

    public Clock Clock => clock;

    public long Period { get; } = clock.Period;

    public bool AnyAwake => _awakeCount > 0;

    /// <summary>The simulator's note of the next tick at which a member is awake; <see cref="long.MaxValue"/> if all sleep.</summary>
    public long NextEdge { get; set; }

    /// <summary>Tick of the first edge strictly after <paramref name="tick"/>. Time mostly steps from edge to edge, so the last answer
    /// saves the division.</summary>
    public long EdgeAfter(long tick)
    {
        if (tick == _edge)
            _edge += Period;
        else if (tick > _edge || tick < _edge - Period)
            _edge = (tick / Period + 1) * Period;
        return _edge;
    }

    /// <summary>Number of the cycle that <paramref name="tick"/> lies in; all components that tick at one edge ask for the same.</summary>
    public long CycleAt(long tick)
    {
        if (tick != _cycleTick)
            (_cycleTick, _cycle) = (tick, tick / Period);
        return _cycle;
    }

    public void Populate(IReadOnlyList<Component> components)
    {
        _members = [.. components.Where(c => c.Domain == this).Select(c => c.Index)];
        _slotOf = new int[components.Count];
        for (var slot = 0; slot < _members.Length; slot++)
            _slotOf[_members[slot]] = slot;
        _awake = new ulong[(_members.Length + 63) / 64];
    }

    public void Wake(int component)
    {
        var slot = _slotOf[component];
        ref var word = ref _awake[slot >> 6];
        var bit = 1UL << slot;
        if ((word & bit) == 0)
        {
            word |= bit;
            _awakeCount++;
        }
    }

    public void PutToSleep(int component)
    {
        var slot = _slotOf[component];
        ref var word = ref _awake[slot >> 6];
        var bit = 1UL << slot;
        if ((word & bit) != 0)
        {
            word &= ~bit;
            _awakeCount--;
        }
    }

    /// <summary>Appends the awake members, in ascending order, and gives the new count.</summary>
    public int AppendAwake(int[] list, int count)
    {
        for (var w = 0; w < _awake.Length; w++)
        {
            for (var word = _awake[w]; word != 0; word &= word - 1)
                list[count++] = _members[(w << 6) + BitOperations.TrailingZeroCount(word)];
        }

        return count;
    }

    public ulong[] Save() => (ulong[])_awake.Clone();

    public void Restore(ulong[] saved)
    {
        saved.CopyTo(_awake, 0);
        _awakeCount = _awake.Sum(BitOperations.PopCount);
    }
}
