using System.Text.RegularExpressions;
using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Diagnostics;

namespace Hardware.Waveforms.Signals;

/// <summary>Picks scopes and signals by path: only what is picked is compared and written.</summary>
public static class WaveSelection
{
    /// <summary>
    /// The part of a hierarchy that the paths name. A path is names from the top with dots; <c>*</c> stands for any part of one
    /// name. A scope brings everything below it. No paths mean everything.
    /// </summary>
    /// <exception cref="InputException">A path names nothing (<see cref="WaveCode.WaveScopeUnknown"/>).</exception>
    public static List<WaveScope> Select(IReadOnlyList<WaveScope> roots, IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
            return [.. roots];
        var patterns = new Pattern[paths.Count];
        for (var i = 0; i < paths.Count; i++)
            patterns[i] = new Pattern(paths[i]);
        var known = new List<string>();
        var picked = new List<WaveScope>();
        foreach (var root in roots)
            if (Pick(root, root.Name, patterns, known) is { } scope)
                picked.Add(scope);
        foreach (var pattern in patterns)
            if (!pattern.Used)
                throw new InputException(WaveCode.WaveScopeUnknown, $"no scope or signal is called '{pattern.Path}'{Suggestion.DidYouMean(pattern.Path, known)}");
        return picked;
    }

    private static WaveScope? Pick(WaveScope scope, string path, Pattern[] patterns, List<string> known)
    {
        known.Add(path);
        if (Matches(path, patterns))
            return scope;
        var copy = scope with { Signals = [], Scopes = [] };
        foreach (var signal in scope.Signals)
        {
            known.Add($"{path}.{signal.Name}");
            if (Matches($"{path}.{signal.Name}", patterns))
                copy.Signals.Add(signal);
        }

        foreach (var inner in scope.Scopes)
            if (Pick(inner, $"{path}.{inner.Name}", patterns, known) is { } part)
                copy.Scopes.Add(part);
        return copy.Signals.Count + copy.Scopes.Count > 0 ? copy : null;
    }

    private static bool Matches(string path, Pattern[] patterns)
    {
        var found = false;
        foreach (var pattern in patterns)
            found |= pattern.Matches(path);
        return found;
    }

    private sealed class Pattern(string path)
    {
        private readonly Regex _regex = new(
            "^" + Regex.Escape(path).Replace("\\*", "[^.]*", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        public string Path => path;

        public bool Used { get; private set; }

        public bool Matches(string candidate)
        {
            var matches = _regex.IsMatch(candidate);
            Used |= matches;
            return matches;
        }
    }
}
