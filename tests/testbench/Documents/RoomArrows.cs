using System.Text.RegularExpressions;

namespace Hardware.Testbench.Tests.Documents;

/// <summary>The rooms of <c>hw/Common</c>, its top folders, and which of them each uses, read from namespaces and <c>using</c> lines.</summary>
internal sealed partial class RoomArrows
{
    private const int PatienceMilliseconds = 10_000;

    private readonly SortedDictionary<string, SortedSet<string>> _uses = new(StringComparer.Ordinal);

    /// <param name="folder">The folder whose folders are the rooms.</param>
    public RoomArrows(string folder)
    {
        var files = new List<(string Room, string Text)>();
        foreach (var room in Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d) is not ("bin" or "obj")))
        {
            foreach (var file in Directory.EnumerateFiles(room, "*.cs", SearchOption.AllDirectories))
                files.Add((Path.GetFileName(room), File.ReadAllText(file)));
        }

        var homes = files.Select(f => (f.Room, Namespace: NamespaceLine().Match(f.Text).Groups["name"].Value)).Distinct().ToLookup(f => f.Namespace, f => f.Room, StringComparer.Ordinal);
        Scattered = [.. homes.Where(h => h.Count() > 1).Select(h => h.Key)];
        foreach (var (room, text) in files)
        {
            if (!_uses.TryGetValue(room, out var uses))
                _uses[room] = uses = new SortedSet<string>(StringComparer.Ordinal);
            foreach (Match line in UsingLine().Matches(text))
            {
                var home = HomeOf(homes, line.Groups["name"].Value);
                if (home is not null && !string.Equals(home, room, StringComparison.Ordinal))
                    uses.Add(home);
            }
        }
    }

    /// <summary>Namespaces that lie in more than one room.</summary>
    public IReadOnlyList<string> Scattered { get; }

    /// <summary>For each room the rooms that it uses directly.</summary>
    public IReadOnlyDictionary<string, SortedSet<string>> Uses => _uses;

    /// <summary>Rooms that are left when again and again those are taken away that use no other: the circles and what stands above them.</summary>
    public IReadOnlyList<string> Circles
    {
        get
        {
            var left = _uses.Keys.ToList();
            while (left.RemoveAll(room => !_uses[room].Any(left.Contains)) > 0)
            {
            }

            return left;
        }
    }

    // A static using names a class, whose namespace is what stands before its last dots.
    private static string? HomeOf(ILookup<string, string> homes, string name)
    {
        while (name.Length > 0 && !homes.Contains(name))
            name = name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : "";
        return name.Length > 0 ? homes[name].First() : null;
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using\s+(static\s+|\w+\s*=\s*)?(?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex UsingLine();
}
