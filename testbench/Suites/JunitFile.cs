using System.Globalization;
using System.Xml.Linq;
using Hardware.Common.IO;

namespace Hardware.Testbench.Suites;

/// <summary>Writes results in the JUnit XML form that continuous-integration servers read.</summary>
public static class JunitFile
{
    /// <summary>Writes and commits the file.</summary>
    /// <exception cref="Common.Diagnostics.InputException">The file cannot be completed.</exception>
    public static void Write(AtomicFile file, IReadOnlyList<SuiteResult> results)
    {
        new XDocument(new XElement(
            "testsuites",
            Count("tests", results.Sum(r => r.Properties.Count)),
            Count("failures", results.Sum(Failures)),
            results.Select(Suite))).Save(file.Stream);
        file.Commit();
    }

    private static int Failures(SuiteResult result) => result.Properties.Count(p => p.Failure is not null);

    private static XAttribute Count(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    private static XElement Suite(SuiteResult result) => new(
        "testsuite",
        new XAttribute("name", result.Suite),
        Count("tests", result.Properties.Count),
        Count("failures", Failures(result)),
        new XElement("properties", new XElement("property", new XAttribute("name", "chip"), new XAttribute("value", result.Chip.Name))),
        result.Properties.Select(p => Case(result, p)),
        new XElement("system-out", string.Join('\n', result.Coverage.Lines())));

    private static XElement Case(SuiteResult result, PropertyResult property) => new(
        "testcase",
        new XAttribute("classname", result.Suite),
        new XAttribute("name", property.Property),
        property.Failure is not { } failure ? null : new XElement(
            "failure",
            new XAttribute("message", failure.Message),
            $"shrunk: {failure.Shrunk}\nreplay: {SuiteReport.ReplayCommand(result.Suite, result.Chip, failure.Replay)}\n{string.Join('\n', failure.Waves)}"));
}
