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

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(CommandRunner.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"DiagnosticCode\.(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"(?:==|!=|\bis\b|\bor\b).*DiagnosticCode\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comparison();
}
