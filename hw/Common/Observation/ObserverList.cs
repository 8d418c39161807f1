namespace Hardware.Common.Observation;

/// <summary>Observers in the order in which they were added. It may change between ticks, and even while an event is handed out: that
/// event still goes to those who were there when it began.</summary>
/// <typeparam name="T">What the observers see.</typeparam>
public abstract class ObserverList<T>
    where T : class
{
    private T[] _observers = [];

    /// <summary>True if nobody watches.</summary>
    public bool IsEmpty => _observers.Length == 0;

    /// <summary>The observers.</summary>
    public ReadOnlySpan<T> Span => _observers;

    public void Add(T observer) => _observers = [.. _observers, observer];

    /// <summary>Removes an observer.</summary>
    /// <returns>False if it was not there.</returns>
    public bool Remove(T observer)
    {
        var index = Array.IndexOf(_observers, observer);
        if (index < 0)
            return false;
        _observers = [.. _observers.AsSpan(0, index), .. _observers.AsSpan(index + 1)];
        return true;
    }
}
