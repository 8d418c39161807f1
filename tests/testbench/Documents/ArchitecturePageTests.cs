using System.Text.RegularExpressions;
using Hardware.Testbench.Tests.CommandLine;

namespace Hardware.Testbench.Tests.Documents;

/// <summary>docs/architecture.md describes the code that is there.</summary>
public sealed partial class ArchitecturePageTests
{
    private const int PatienceMilliseconds = 10_000;

    private static readonly string Page = File.ReadAllText(Path.Combine(CommandRunner.Root, "docs", "architecture.md")).ReplaceLineEndings("\n");

    private static readonly RoomArrows Rooms = new(Path.Combine(CommandRunner.Root, "hw", "Common"));

    [Test]
    public void EveryPathOnThePageExists()
    {
        var paths = Quoted().Matches(Page).Select(m => m.Groups["text"].Value).Where(IsPath).Select(Whole).Distinct(StringComparer.Ordinal).ToList();
        Assert.That(paths, Has.Count.GreaterThan(60));
        Assert.That(paths.Where(p => !Path.Exists(Path.Combine(CommandRunner.Root, p))), Is.Empty);
    }

    [Test]
    public void TheTableNamesEveryRoomAndTheRoomsThatItUses()
    {
        var table = TableRow().Matches(Page).Where(m => Rooms.Uses.ContainsKey(m.Groups["room"].Value)).ToDictionary(
            m => m.Groups["room"].Value, m => m.Groups["uses"].Value is "-" ? "" : m.Groups["uses"].Value, StringComparer.Ordinal);
        Assert.That(table, Is.EquivalentTo(Rooms.Uses.ToDictionary(r => r.Key, r => string.Join(", ", r.Value), StringComparer.Ordinal)));
    }

    [Test]
    public void RoomsUseEachOtherWithoutACircle()
    {
        Assert.That(Rooms.Circles, Is.Empty);
        Assert.That(Rooms.Scattered, Is.Empty);
    }

    [Test]
    public void EveryFolderOfTheEnginesIsNamed()
    {
        var folders = Directory.EnumerateDirectories(Path.Combine(CommandRunner.Root, "hw", "Common", "Engines")).Select(Path.GetFileName);
        Assert.That(folders.Where(f => !Page.Contains($"| `Engines/{f}` |", StringComparison.Ordinal)), Is.Empty);
    }

    /// <summary>The folders above the rooms use only what the page says: projects refer to no other.</summary>
    [TestCase("hw/Common/Common.csproj", "")]
    [TestCase("hw/Inferentia2/Inferentia2.csproj", "Common")]
    [TestCase("hw/Inferentia1/Inferentia1.csproj", "Common Inferentia2")]
    [TestCase("firmware/Firmware.csproj", "Common")]
    [TestCase("waveforms/Waveforms.csproj", "Common")]
    [TestCase("testbench/Testbench.csproj", "Common Inferentia1 Inferentia2 Firmware Waveforms")]
    public void ProjectsReferToWhatThePageSays(string project, string references)
    {
        var text = File.ReadAllText(Path.Combine(CommandRunner.Root, project));
        Assert.That(Reference().Matches(text).Select(m => m.Groups["project"].Value), Is.EquivalentTo(references.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    private static bool IsPath(string quoted) => quoted.Contains('/', StringComparison.Ordinal) && !quoted.Contains(' ', StringComparison.Ordinal);

    // Folders of the engines are named from their room.
    private static string Whole(string path) => path.StartsWith("Engines/", StringComparison.Ordinal) ? $"hw/Common/{path}" : path;

    [GeneratedRegex("`(?<text>[^`\n]+)`", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\| `(?<room>\w+)` \|[^|\n]*\| (?<uses>[^|\n]+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex TableRow();

    [GeneratedRegex(@"<ProjectReference Include=""[^""]*/(?<project>\w+)\.csproj""", RegexOptions.ExplicitCapture, PatienceMilliseconds)]
    private static partial Regex Reference();
}
