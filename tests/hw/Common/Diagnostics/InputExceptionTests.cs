using Hardware.Common.Diagnostics;

namespace Hardware.Common.Tests.Diagnostics;

public class InputExceptionTests
{
    [Test]
    public void LineAndColumnAreRenderedAsEditorsReadThem()
    {
        var error = new InputException(HardwareCode.OutputFileNotCreated, "what; what is right", new SourcePlace("a.nasm", 12, 5));
        Assert.That(error.OneLine, Is.EqualTo("a.nasm:12:5: error NR0501: what; what is right"));
        Assert.That(error.ToString(), Is.EqualTo(error.OneLine));
    }

    [Test]
    public void PlaceShowsOnlyWhatIsKnown()
    {
        Assert.That(new SourcePlace("a").ToString(), Is.EqualTo("a"));
        Assert.That(new SourcePlace("a", 3).ToString(), Is.EqualTo("a:3"));
        Assert.That(SourcePlace.AtByte("a", 0).ToString(), Is.EqualTo("a:byte 0"));
        Assert.That(new InputException(HardwareCode.OutputFileNotCreated, "m").OneLine, Is.EqualTo("error NR0501: m"));
    }

    [Property]
    public bool AnyMessageStaysOnOneLine(string? message, string? file)
    {
        string line = new InputException(HardwareCode.OutputFileNotCreated, message + "\r\n\u001b[2J\u2028" + message, new SourcePlace(file + "\n")).OneLine;
        return line.All(c => !char.IsControl(c) && c != '\u2028') && line.Contains("error NR0501: ", StringComparison.Ordinal);
    }
}
