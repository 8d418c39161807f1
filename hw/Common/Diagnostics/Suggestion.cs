namespace Hardware.Common.Diagnostics;

/// <summary>"Did you mean": finds the known name that a misspelt one most likely stands for.</summary>
public static class Suggestion
{
    /// <summary>
    /// The candidate with the smallest edit distance (insert, delete, replace, swap neighbours; upper and lower case alike),
    /// or null when none is closer than about a third of the word. The first of equally near candidates wins.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int limit = Math.Max(1, (word.Length + 1) / 3);
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) > limit)
                continue;
            int distance = Distance(word, candidate);
            if (distance > limit)
                continue;
            nearest = candidate;
            limit = distance - 1;
            if (limit < 0)
                break;
        }

        return nearest;
    }

    /// <summary>A clause to append to a message: <c>; did you mean 'vector_add'?</c>, or nothing when no candidate is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } nearest ? $"; did you mean '{nearest}'?" : "";

    /// <summary>Optimal string alignment distance: edits are insert, delete, replace and swap of two neighbours, each at cost 1.</summary>
    public static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1], last = new int[b.Length + 1], current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
            last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = last[j - 1] + (Same(a[i - 1], b[j - 1]) ? 0 : 1);
                int best = Math.Min(replace, Math.Min(last[j], current[j - 1]) + 1);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                    best = Math.Min(best, beforeLast[j - 2] + 1);
                current[j] = best;
            }

            (beforeLast, last, current) = (last, current, beforeLast);
        }

        return last[b.Length];
    }

    private static bool Same(char x, char y) => char.ToLowerInvariant(x) == char.ToLowerInvariant(y);
}
