using System.Text;
using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Diagnostics;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

public class VcdReaderTests
{
    private const string Sound = """
        $version neuron-rtl $end
        $timescale 1 fs $end
        $scope module top $end
        $var wire 1 ! bit $end
        $var wire 4 " vector [3:0] $end
        $var real 64 # real $end
        $upscope $end
        $enddefinitions $end
        #0
        $dumpvars
        0!
        b0 "
        r0 #
        $end
        #10
        1!
        b1x "
        r0.5 #
        #20

        """;

    [Test]
    public void ReadsWhatIsSound()
    {
        var wave = Read(Sound);
        Assert.That(wave.Variables.ConvertAll(v => $"{v.Type} {v.Path} {v.Width}"), Is.EqualTo(new[] { "wire top.bit 1", "wire top.vector 4", "real top.real 64" }));
        Assert.That(wave["top.vector"].History.At(9), Is.EqualTo("0000"));
        Assert.That(wave["top.vector"].History.At(10), Is.EqualTo("001x"));
        Assert.That(wave["top.vector"].History.UnsignedAt(10), Is.Null);
        Assert.That(wave["top.bit"].History.UnsignedAt(15), Is.EqualTo(1));
        Assert.That(wave["top.real"].History.Real(1), Is.EqualTo(0.5));
        Assert.That((wave.Start, wave.End, wave.ValueCount), Is.EqualTo((0L, 20L, 6L)));
    }

    [TestCase("$timescale 1 fs $end", "$timescale 2 fs $end", 2, "not a timescale")]
    [TestCase("$timescale 1 fs $end\n", "", 7, "no $timescale")]
    [TestCase("$timescale 1 fs $end", "$timescale 1 fs $end\n$timescale 1 fs $end", 3, "a second $timescale")]
    [TestCase("$version neuron-rtl $end", "$version neuron-rtl", 2, "$version has no $end")]
    [TestCase("$version neuron-rtl $end", "$signature x $end", 1, "'$signature' does not belong")]
    [TestCase("module top", "block top", 3, "'block' is not a kind of scope")]
    [TestCase("module top", "module to:p", 3, "'to:p' is not a portable name")]
    [TestCase("$scope module top", "$scope top", 3, "'$scope KIND NAME $end' is the form")]
    [TestCase("wire 1 !", "reg 1 !", 4, "type 'reg'")]
    [TestCase("wire 1 !", "wire 0 !", 4, "'0' is not a width")]
    [TestCase("wire 1 !", "wire 4097 !", 4, "'4097' is not a width")]
    [TestCase("wire 1 !", "wire 1 $", 4, "out of sequence; '!' comes next")]
    [TestCase("! bit ", "! bit [0:0] ", 4, "a range '[0:0]'")]
    [TestCase("! bit ", "! b.it ", 4, "'b.it' is not a portable name")]
    [TestCase("wire 4 \"", "wire 4 !", 5, "shared by variables of 1 and 4 bits")]
    [TestCase("[3:0]", "[4:0]", 5, "'[3:0]' would")]
    [TestCase("vector [3:0]", "bit [3:0]", 5, "'top.bit' is declared twice")]
    [TestCase("real 64", "real 32", 6, "64 would be right")]
    [TestCase("$upscope $end\n", "", 7, "scope 'top' is still open")]
    [TestCase("$upscope $end", "$upscope $end\n$upscope $end", 8, "$upscope without a $scope")]
    [TestCase("$upscope $end", "$upscope $end\n$var wire 1 $ late $end", 8, "outside every scope")]
    [TestCase("$scope module top $end", "$attrbegin misc 07 \"\" 1 $end\n$scope module top $end", 3, "enum table 1 was not defined")]
    [TestCase("$scope module top $end", "$attrbegin misc 07 S 2 A B 0 1 $end\n$scope module top $end", 3, "as many names and values")]
    public void FindsFaultsOfTheHeader(string old, string now, int line, string fault) =>
        Expect(Replace(old, now), WaveCode.WaveHeaderMalformed, line, fault);

    [TestCase("#0\n", "", 9, "$dumpvars before the first time")]
    [TestCase("#0\n", "#-1\n", 9, "'#-1' is not a time")]
    [TestCase("#0\n", "#\n", 9, "'#' is not a time")]
    [TestCase("#20\n", "#10\n", 19, "time 10 does not come after 10")]
    [TestCase("#20\n", "#9\n", 19, "time 9 does not come after 10")]
    [TestCase("$dumpvars\n", "", 10, "a value before $dumpvars")]
    [TestCase("$dumpvars\n", "$dumpall\n", 10, "$dumpall does not belong")]
    [TestCase("0!\n", "", 13, "'top.bit' has no value at the first time")]
    [TestCase("0!\n", "0%\n", 11, "identifier '%' was not declared")]
    [TestCase("0!\n", "0#\n", 11, "a bit for the real '#'")]
    [TestCase("0!\n", "0\"\n", 11, "a bit for a vector")]
    [TestCase("0!\n", "X!\n", 11, "written x and z")]
    [TestCase("0!\n", "b0 !\n", 11, "a vector value for one bit")]
    [TestCase("b0 \"", "b00000 \"", 12, "5 digits for a variable of 4 bits")]
    [TestCase("b0 \"", "b2 \"", 12, "'2' is not a digit")]
    [TestCase("b0 \"", "b \"", 12, "0 digits")]
    [TestCase("b0 \"", "b0\n\"", 13, "on different lines")]
    [TestCase("b0 \"", "b0 #", 12, "a vector value for a real")]
    [TestCase("r0 #", "r1,5 #", 13, "'r1,5' is not a real")]
    [TestCase("r0 #", "r0 !", 13, "a variable that is not real")]
    [TestCase("r0 #\n$end", "r0 # $end", 13, "a second item on one line")]
    [TestCase("r0 #\n$end\n", "r0 #\n", 14, "time passes inside $dumpvars")]
    [TestCase("#10\n", "hello\n", 15, "'hello' is neither")]
    public void FindsFaultsOfTheValues(string old, string now, int line, string fault) =>
        Expect(Replace(old, now), WaveCode.WaveValueMalformed, line, fault);

    [Test]
    public void EveryCutIsNoticed()
    {
        // After the first values any whole line may be the last one: that is how an interrupted run ends.
        var firstGoodEnd = Sound.IndexOf("$end\n#10", StringComparison.Ordinal) + "$end\n".Length;
        for (var length = 0; length < Sound.Length; length++)
        {
            var text = Sound[..length];
            if (length >= firstGoodEnd && text.EndsWith('\n'))
                Assert.That(Read(text).Variables, Has.Count.EqualTo(3));
            else
                Assert.That(() => Read(text), Throws.InstanceOf<InputException>(), $"cut at {length}");
        }
    }

    [TestCase("1!\n", "1!", "the last line has no end")]
    [TestCase("r0 #\n", "r0 #\n", "$dumpvars has no $end")]
    [TestCase("b1x \"\n", "b1x\n", "a value has no identifier")]
    [TestCase("#0\n", "", "the wave has no time line")]
    [TestCase("$upscope", "", "the header has no $enddefinitions")]
    public void ACutIsCalledOne(string last, string kept, string sign)
    {
        var end = Sound.IndexOf(last, StringComparison.Ordinal);
        var fault = Assert.Throws<InputException>(() => Read(Sound[..end] + kept));
        Assert.That((fault.Code, fault.Message), Is.EqualTo((WaveCode.WaveCutShort, $"{sign}: the file is cut short, or is not a value change dump")));
    }

    [Test]
    public void AMissingFileIsOneLine()
    {
        var fault = Assert.Throws<InputException>(() => VcdReader.Read("/nowhere/x.vcd"));
        Assert.That(fault.OneLine, Does.StartWith("/nowhere/x.vcd: error NR0801: cannot read the wave"));
    }

    [Test]
    public void TheMessageNamesFileAndLine()
    {
        var fault = Assert.Throws<InputException>(() => Read(Replace("#20\n", "#9\n")));
        Assert.That(fault.OneLine, Is.EqualTo("test.vcd:19: error NR0804: time 9 does not come after 10"));
    }

    [Test]
    public void OtherToolsMayWriteAsTheStandardAllows()
    {
        const string foreign = """
            $date
              today
            $end
            $timescale 10ps $end
            $scope module t $end $var reg 8 s12 a[7:0] $end $var reg 1 X b $end $upscope $end
            $enddefinitions $end
            #0 $dumpvars bXX s12 Z! $end
            #5 b101 s12
            $comment between $end
            1X
            """;
        var text = foreign.Replace("Z!", "ZX", StringComparison.Ordinal) + "\n";
        Assert.That(() => Read(text), Throws.InstanceOf<InputException>());
        var wave = VcdReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "foreign.vcd", VcdDialect.Standard);
        Assert.That(wave.Timescale.Exponent, Is.EqualTo(-11));
        Assert.That(wave["t.a"].History.At(0), Is.EqualTo("xxxxxxxx"));
        Assert.That(wave["t.a"].History.UnsignedAt(5), Is.EqualTo(5));
        Assert.That(wave["t.b"].History.At(0), Is.EqualTo("z"));
    }

    [Test]
    public void AnUnknownNameSuggestsOne() =>
        Assert.That(() => Read(Sound)["core.vector"], Throws.InstanceOf<KeyNotFoundException>().With.Message.Contains("it has 'top.vector'"));

    private static string Replace(string old, string now)
    {
        var at = Sound.IndexOf(old, StringComparison.Ordinal);
        Assert.That(at, Is.Not.Negative, old);
        return Sound[..at] + now + Sound[(at + old.Length)..];
    }

    private static void Expect(string text, Enum code, int line, string fault)
    {
        var thrown = Assert.Throws<InputException>(() => Read(text));
        Assert.That((thrown.Code, thrown.Place!.Value.Line), Is.EqualTo((code, line)), thrown.Message);
        Assert.That(thrown.Message, Does.Contain(fault));
    }

    private static VcdWave Read(string text) => VcdReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.vcd");
}
