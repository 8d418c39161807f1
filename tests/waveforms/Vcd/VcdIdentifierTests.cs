using System.Text;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

public class VcdIdentifierTests
{
    [TestCase(1, "!")]
    [TestCase(2, "\"")]
    [TestCase(94, "~")]
    [TestCase(95, "!!")]
    [TestCase(96, "\"!")]
    [TestCase(94 + (94 * 94), "~~")]
    [TestCase(94 + (94 * 94) + 1, "!!!")]
    public void CountsLeastSignificantFirst(int number, string code) =>
        Assert.That(new VcdIdentifier(number).ToString(), Is.EqualTo(code));

    [Property]
    public bool ReadsBackWhatItWrites(int any)
    {
        var identifier = new VcdIdentifier((any & int.MaxValue) | 1);
        return VcdIdentifier.TryParse(Encoding.ASCII.GetBytes(identifier.ToString()), out var read) && read == identifier;
    }

    [Test]
    public void TheLargestNumberFits()
    {
        var identifier = new VcdIdentifier(int.MaxValue);
        Assert.That(identifier.ToString(), Has.Length.EqualTo(VcdIdentifier.MaximumLength));
        Assert.That(BitConverter.GetBytes(identifier.Suffix())[7], Is.EqualTo(VcdIdentifier.MaximumLength + 2));
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("\x7f")]
    [TestCase("~~~~~")]
    [TestCase("!!!!!!")]
    public void RefusesOtherText(string text) =>
        Assert.That(VcdIdentifier.TryParse(Encoding.ASCII.GetBytes(text), out _), Is.False);

    [Test]
    public void TheSuffixIsSpaceCodeNewLineAndLength()
    {
        var bytes = BitConverter.GetBytes(new VcdIdentifier(96).Suffix());
        Assert.That(bytes, Is.EqualTo(" \"!\n\0\0\0\u0004"u8.ToArray()));
    }
}
