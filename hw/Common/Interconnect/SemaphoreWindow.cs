using Hardware.Common.Parameters;

namespace Hardware.Common.Interconnect;

/// <summary>Which operation a store into a core's window of memory-mapped semaphores and events does.</summary>
public enum SemaphoreAlias : byte
{
    None,
    Event,
    Read,
    Set,
    Increment,
    Decrement,
}

/// <summary>The addresses of a core's semaphores and events: four bytes each, at the offsets of the public driver's address map.</summary>
/// <param name="spec">The chip.</param>
/// <param name="core">Core number.</param>
public sealed class SemaphoreWindow(ChipSpec spec, int core)
{
    private readonly int _semaphores = spec.Semaphores;
    private readonly int _events = spec.Events;
    private readonly long _event = spec.EventOffset;
    private readonly long _read = spec.SemaphoreReadOffset;
    private readonly long _set = spec.SemaphoreSetOffset;
    private readonly long _increment = spec.SemaphoreIncrementOffset;
    private readonly long _decrement = spec.SemaphoreDecrementOffset;

    /// <summary>Chip address of the core's aperture.</summary>
    public long Aperture { get; } = spec.CoreApertureBase.Value + (core * spec.CoreApertureStride.Value);

    /// <summary>First address of the window that <see cref="SemaphoreFile"/> answers.</summary>
    public long Base => Aperture + _event;

    /// <summary>Bytes from <see cref="Base"/> to the end of the last alias.</summary>
    public long Length => Math.Max(Math.Max(_read, _set), Math.Max(_increment, _decrement)) + (4L * _semaphores) - _event;

    /// <summary>The address that a store for an operation on a semaphore or event goes to.</summary>
    public long AddressOf(SemaphoreAlias alias, int index) => Aperture + (4L * index) + alias switch
    {
        SemaphoreAlias.Event => _event,
        SemaphoreAlias.Read => _read,
        SemaphoreAlias.Set => _set,
        SemaphoreAlias.Increment => _increment,
        SemaphoreAlias.Decrement => _decrement,
        _ => throw new ArgumentOutOfRangeException(nameof(alias)),
    };

    /// <summary>The operation and index of an address; <see cref="SemaphoreAlias.None"/> if it names no word.</summary>
    public (SemaphoreAlias Alias, int Index) Decode(long address)
    {
        var offset = address - Aperture;
        if (offset % 4 != 0)
            return default;
        return Within(offset, _event, _events, SemaphoreAlias.Event)
            ?? Within(offset, _read, _semaphores, SemaphoreAlias.Read)
            ?? Within(offset, _set, _semaphores, SemaphoreAlias.Set)
            ?? Within(offset, _increment, _semaphores, SemaphoreAlias.Increment)
            ?? Within(offset, _decrement, _semaphores, SemaphoreAlias.Decrement)
            ?? default;
    }

    private static (SemaphoreAlias Alias, int Index)? Within(long offset, long start, int count, SemaphoreAlias alias) =>
        offset >= start && offset < start + (4L * count) ? (alias, (int)(offset - start) / 4) : null;
}
