using System.Text;
using Hardware.Waveforms.Ascii;
using Hardware.Waveforms.Signals;
using Hardware.Waveforms.Tests.Vcd;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Ascii;

public class AsciiWaveTests
{
    private const string Header = "$timescale 1 ps $end\n$scope module t $end\n$var wire 1 ! a $end\n$var wire 8 \" b [7:0] $end\n$upscope $end\n$enddefinitions $end\n";

    [Test]
    public void ThePictureIsTheCommittedOne()
    {
        var wave = Read(VcdWriterTests.Sample(new VcdWriterOptions { EnumTables = true }));
        Golden.Check("sample.txt", AsciiWave.DrawWithDigest(wave, new AsciiWindow(0, 1_000_000, 11, 6),
        [
            new("top.core.busy"), new("top.core.state"), new("top.core.count"), new("top.core.count", WaveFormat.Signed), new("top.core.load"), new("top.core.row"),
        ]));
    }

    [Test]
    public void WiresAndVectors()
    {
        var wave = Read(Header + "#0\n$dumpvars\n0!\nb0 \"\n$end\n#20\n1!\nb10000001 \"\n#40\n0!\n#50\nbx \"\n");
        Assert.That(
            AsciiWave.Draw(wave, new AsciiWindow(0, 10, 6), [new("t.a"), new("t.b"), new("t.b", WaveFormat.Signed), new("t.b", WaveFormat.Unsigned), new("t.b", WaveFormat.Binary)]),
            Is.EqualTo("""
                time/ps  0   10  20  30  40  50
                t.a      ________/-------\_______
                t.b      |00     |81         |x
                t.b      |0      |-127       |x
                t.b      |0      |129        |x
                t.b      |000000~|10000001   |x

                """));
    }

    [Test]
    public void WhatACellCannotShowIsMarked()
    {
        var wave = Read(Header + "#0\n$dumpvars\n0!\nb0 \"\n$end\n#12\n1!\nb1 \"\n#14\n0!\nb10 \"\n#20\n#30\n");
        Assert.That(AsciiWave.Draw(wave, new AsciiWindow(0, 10, 3), [new("t.a"), new("t.b")]), Is.EqualTo("""
            time/ps  0   10  20
            t.a      _______!____
            t.b      |00    !|02

            """));
    }

    [Test]
    public void LabelsGivenByTheCallerAreUsed()
    {
        var wave = Read(Header + "#0\n$dumpvars\n0!\nb0 \"\n$end\n#10\nb11 \"\n#20\n");
        var labels = new WaveLabels("State", [new(3, "Run")]);
        Assert.That(AsciiWave.Draw(wave, new AsciiWindow(0, 10, 2), [new("t.b", Labels: labels)]), Does.EndWith("|00 |Run\n"));
    }

    [Test]
    public void TheDigestIsThatOfThePictureNotOfTheFile()
    {
        var plain = Read(Header + "#0\n$dumpvars\n0!\nb0 \"\n$end\n#10\n1!\n#20\n");
        var repeated = Read(Header + "#0\n$dumpvars\nb0 \"\n0!\n$end\n#5\nb0 \"\n#10\n0!\n1!\n#20\n");
        Assert.That(WaveDigest.Of(repeated), Is.EqualTo(WaveDigest.Of(plain)));
    }

    [TestCase("#10\n1!", "#11\n1!")]
    [TestCase("#10\n1!", "#10\nb1 \"")]
    [TestCase("#20", "#21")]
    [TestCase("! a", "! c")]
    [TestCase("1 ps", "1 ns")]
    public void TheDigestSeesEveryDifference(string old, string now)
    {
        var text = Header + "#0\n$dumpvars\n0!\nb0 \"\n$end\n#10\n1!\n#20\n";
        Assert.That(WaveDigest.Of(Read(text.Replace(old, now, StringComparison.Ordinal))), Is.Not.EqualTo(WaveDigest.Of(Read(text))));
    }

    private static VcdWave Read(string text) => VcdReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "picture");
}
