namespace Hardware.Mutation.Sites;

/// <summary>The order in which a seed draws sites: a shuffle by SplitMix64 (Steele, Lea, Flood, OOPSLA 2014), equal on every machine.</summary>
internal static class SamplingOrder
{
    /// <summary>All items, shuffled.</summary>
    public static T[] Shuffle<T>(IReadOnlyList<T> items, ulong seed)
    {
        var shuffled = items.ToArray();
        var state = seed;
        for (var last = shuffled.Length - 1; last > 0; last--)
        {
            // The high half of a 128-bit product maps a word to 0 ... last.
            var other = (int)Math.BigMul(Next(ref state), (ulong)last + 1, out _);
            (shuffled[last], shuffled[other]) = (shuffled[other], shuffled[last]);
        }

        return shuffled;
    }

    private static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += 0x9E3779B97F4A7C15;
            var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
