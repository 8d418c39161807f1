namespace Hardware.Testbench.Generators;

/// <summary>Smaller values of plain data, the smallest first, so that shrinking takes big steps while it can.</summary>
public static class Shrinking
{
    /// <summary>Values between a number and the smallest legal one.</summary>
    public static IEnumerable<int> Toward(int smallest, int value)
    {
        for (var distance = value - smallest; distance != 0; distance /= 2)
            yield return value - distance;
    }

    /// <summary>The sequence with parts left out, then with single items smaller.</summary>
    /// <param name="items">The sequence.</param>
    /// <param name="smaller">Smaller values of an item.</param>
    /// <param name="fewest">Items that must stay.</param>
    public static IEnumerable<T[]> Sequence<T>(T[] items, Func<T, IEnumerable<T>> smaller, int fewest = 0)
    {
        for (var chunk = items.Length - fewest; chunk > 0; chunk /= 2)
        {
            for (var start = 0; start + chunk <= items.Length; start += chunk)
                yield return [.. items[..start], .. items[(start + chunk)..]];
        }

        for (var i = 0; i < items.Length; i++)
        {
            foreach (var item in smaller(items[i]))
            {
                var copy = (T[])items.Clone();
                copy[i] = item;
                yield return copy;
            }
        }
    }
}
