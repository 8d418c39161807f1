using System.Text.RegularExpressions;
using Hardware.Common.Diagnostics;

namespace Hardware.Testbench.Tests.CommandLine;

public partial class DiagnosticCodeTests
{
    private static readonly string[] Folders = ["hw", "firmware", "waveforms", "testbench"];

    /// <summary>A code that two places raise does not tell which of them it was.</summary>
    [Test]
    public void Every_code_is_raised_at_exactly_one_place()
    {
        var counts = Enum.GetNames<DiagnosticCode>().ToDictionary(name => name, _ => 0, StringComparer.Ordinal);
        foreach (var line in Folders.SelectMany(Sources).SelectMany(File.ReadLines))
        {
            if (line.Contains("cref=", StringComparison.Ordinal) || Comparison().IsMatch(line))
                continue;
            foreach (Match match in Mention().Matches(line))
                counts[match.Groups["name"].Value]++;
        }

        Assert.That(counts.Where(c => c.Value != 1).Select(c => $"{c.Key}: {c.Value}"), Is.Empty);
    }

    /// <summary>A code that no test names is one whose message nobody has seen.</summary>
    [Test]
    public void Every_code_is_named_by_a_test()
    {
        var named = Sources("tests").SelectMany(path => Name().Matches(File.ReadAllText(path))).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var silent = Enum.GetValues<DiagnosticCode>().Where(c => !named.Contains($"DiagnosticCode.{c}") && !named.Contains(c.Text()));
        Assert.That(silent.Select(c => $"{c.Text()} {c}"), Is.Empty);
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(CommandRunner.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"DiagnosticCode\.(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\bNR\d{4}\b|\bDiagnosticCode\.\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:==|!=|\bis\b|\bor\b).*DiagnosticCode\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comparison();
}
