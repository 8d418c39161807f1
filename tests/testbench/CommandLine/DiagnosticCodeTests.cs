using System.Reflection;
using System.Text.RegularExpressions;
using Hardware.Common.Diagnostics;
using Hardware.Firmware.Diagnostics;
using Hardware.Testbench.Diagnostics;
using Hardware.Waveforms.Diagnostics;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Holds the enumerations of all projects together: one number space, each code raised once and met by a test.</summary>
public partial class DiagnosticCodeTests
{
    private static readonly string[] Folders = ["hw", "firmware", "waveforms", "testbench"];

    private static IReadOnlyList<Enum> All { get; } =
    [
        .. new[] { typeof(HardwareCode), typeof(SyntaxCode), typeof(WaveCode), typeof(OptionCode) }
            .SelectMany(type => type.Assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<DiagnosticCodesAttribute>() is not null)
            .SelectMany(type => Enum.GetValues(type).Cast<Enum>()),
    ];

    [Test]
    public void Numbers_are_distinct_and_in_a_known_group()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(All.Select(c => c.GetType()).Distinct().Count(), Is.GreaterThan(4));
            Assert.That(All.Select(DiagnosticCode.Text), Is.Unique);
            Assert.That(All.Select(c => c.ToString()), Is.Unique);
            Assert.That(All.Select(c => Convert.ToInt32(c, provider: null)), Has.All.InRange(101, 999));
        }
    }

    /// <summary>A code that two places raise does not tell which of them it was.</summary>
    [Test]
    public void Every_code_is_raised_at_exactly_one_place()
    {
        var counts = All.ToDictionary(NameOf, _ => 0, StringComparer.Ordinal);
        foreach (var line in Folders.SelectMany(Sources).SelectMany(File.ReadLines))
        {
            if (line.Contains("cref=", StringComparison.Ordinal) || Comparison().IsMatch(line))
                continue;
            foreach (Match match in Mention().Matches(line))
            {
                if (counts.ContainsKey(match.Value))
                    counts[match.Value]++;
            }
        }

        Assert.That(counts.Where(c => c.Value != 1).Select(c => $"{c.Key}: {c.Value}"), Is.Empty);
    }

    /// <summary>A project raises the codes that it declares, and no other's.</summary>
    [Test]
    public void Every_code_is_raised_by_the_project_that_declares_it()
    {
        var foreign = from folder in Folders
                      from path in Sources(folder)
                      from line in File.ReadLines(path)
                      where !line.Contains("cref=", StringComparison.Ordinal) && !Comparison().IsMatch(line)
                      from match in Mention().Matches(line)
                      let code = All.FirstOrDefault(c => string.Equals(NameOf(c), match.Value, StringComparison.Ordinal))
                      where code is not null && !FolderOf(code).Equals(folder, StringComparison.Ordinal)
                      select $"{path}: {match.Value}";
        Assert.That(foreign, Is.Empty);
    }

    /// <summary>A code that no test names is one whose message nobody has seen.</summary>
    [Test]
    public void Every_code_is_named_by_a_test()
    {
        var named = Sources("tests").SelectMany(path => Name().Matches(File.ReadAllText(path))).Select(m => m.Value).ToHashSet(StringComparer.Ordinal);
        var silent = All.Where(c => !named.Contains(NameOf(c)) && !named.Contains(DiagnosticCode.Text(c)));
        Assert.That(silent.Select(c => $"{DiagnosticCode.Text(c)} {c}"), Is.Empty);
    }

    private static string NameOf(Enum code) => $"{code.GetType().Name}.{code}";

    private static string FolderOf(Enum code) =>
        code.GetType().Assembly == typeof(HardwareCode).Assembly ? "hw"
        : code.GetType().Assembly == typeof(SyntaxCode).Assembly ? "firmware"
        : code.GetType().Assembly == typeof(WaveCode).Assembly ? "waveforms" : "testbench";

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(CommandRunner.Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    [GeneratedRegex(@"\b[A-Z]\w*Code\.[A-Z]\w*", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mention();

    [GeneratedRegex(@"\bNR\d{4}\b|\b[A-Z]\w*Code\.\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:==|!=|\bis\b|\bor\b).*Code\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comparison();
}
