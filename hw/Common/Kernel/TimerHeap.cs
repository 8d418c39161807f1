namespace Hardware.Common.Kernel;

/// <summary>The timers of a simulation, earliest first: a binary heap of ticks and component indices.</summary>
internal sealed class TimerHeap
{
    private Timer[] _heap = new Timer[64];

    /// <summary>Timers that are set.</summary>
    public int Count { get; private set; }

    /// <summary>Tick of the earliest timer; <see cref="long.MaxValue"/> if there is none.</summary>
    public long Earliest => Count == 0 ? long.MaxValue : _heap[0].Tick;

    /// <summary>All timers, in no particular order.</summary>
    public ReadOnlySpan<Timer> Items => _heap.AsSpan(0, Count);

    public void Set(int component, long tick)
    {
        if (Count == _heap.Length)
            Array.Resize(ref _heap, 2 * Count);
        var heap = _heap;
        var place = Count++;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (heap[parent].Tick <= tick)
                break;
            heap[place] = heap[parent];
            place = parent;
        }

        heap[place] = new Timer(component, tick);
    }

    /// <summary>Removes the earliest timer; there must be one.</summary>
    /// <returns>Index of its component.</returns>
    public int Take()
    {
        var heap = _heap.AsSpan(0, Count--);
        var component = heap[0].Component;
        var last = heap[^1];
        heap = heap[..^1];
        var place = 0;
        for (var child = 1; child < heap.Length; child = (2 * place) + 1)
        {
            if (child + 1 < heap.Length && heap[child + 1].Tick < heap[child].Tick)
                child++;
            if (last.Tick <= heap[child].Tick)
                break;
            heap[place] = heap[child];
            place = child;
        }

        if (heap.Length > 0)
            heap[place] = last;
        return component;
    }

    public void Clear() => Count = 0;
}

/// <summary>A component that is to wake at a tick.</summary>
/// <param name="Component">Index into <see cref="Netlist.Components"/>.</param>
/// <param name="Tick">An edge of the component's clock.</param>
public readonly record struct Timer(int Component, long Tick);
