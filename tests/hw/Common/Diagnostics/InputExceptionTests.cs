using Hardware.Common.Diagnostics;

namespace Hardware.Common.Tests.Diagnostics;

public class InputExceptionTests
{
    [Test]
    public void LineAndColumnAreRenderedAsEditorsReadThem()
    {
        var error = new InputException(DiagnosticCode.OutputFileNotCreated, "what; what is right", new SourcePlace("a.nasm", 12, 5));
        Assert.That(error.OneLine, Is.EqualTo("a.nasm:12:5: error NR0501: what; what is right"));
        Assert.That(error.ToString(), Is.EqualTo(error.OneLine));
    }

    [Test]
    public void PlaceShowsOnlyWhatIsKnown()
    {
        Assert.That(new SourcePlace("a").ToString(), Is.EqualTo("a"));
        Assert.That(new SourcePlace("a", 3).ToString(), Is.EqualTo("a:3"));
        Assert.That(SourcePlace.AtByte("a", 0).ToString(), Is.EqualTo("a:byte 0"));
        Assert.That(new InputException(DiagnosticCode.OutputFileNotCreated, "m").OneLine, Is.EqualTo("error NR0501: m"));
    }

    [Property]
    public bool AnyMessageStaysOnOneLine(string? message, string? file)
    {
        string line = new InputException(DiagnosticCode.OutputFileNotCreated, message + "\r\n\u001b[2J\u2028" + message, new SourcePlace(file + "\n")).OneLine;
        return line.All(c => !char.IsControl(c) && c != '\u2028') && line.Contains("error NR0501: ", StringComparison.Ordinal);
    }

    [Test]
    public void CodesAreDistinctAndInAKnownGroup()
    {
        DiagnosticCode[] codes = Enum.GetValues<DiagnosticCode>();
        Assert.That(codes.Select(c => c.Text()), Is.Unique);
        Assert.That(Enum.GetNames<DiagnosticCode>(), Has.Length.EqualTo(codes.Distinct().Count()), "two names share a number");
        Assert.That(codes.Select(c => (int)c), Has.All.InRange(101, 999));
    }
}
