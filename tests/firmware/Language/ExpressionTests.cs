using Hardware.Firmware.Tests.Assembly;

namespace Hardware.Firmware.Tests.Language;

public sealed class ExpressionTests
{
    [TestCase("1 + 2 * 3", "7")]
    [TestCase("(1 + 2) * 3", "9")]
    [TestCase("7 / 2", "3")]
    [TestCase("-7 / 2", "-4")]
    [TestCase("-7 % 3", "2")]
    [TestCase("7 / 2.0", "3.5")]
    [TestCase("1 << 4 | 3", "19")]
    [TestCase("0x1F & ~1", "30")]
    [TestCase("1_000", "1000")]
    [TestCase("3 < 4 && 4 != 5", "1")]
    [TestCase("!(3 < 4) || 0", "0")]
    [TestCase("2 > 1 ? 10 : 20", "10")]
    [TestCase("2%", "0.02")]
    [TestCase("7 % 4", "3")]
    [TestCase("min(3, 2.5)", "2.5")]
    [TestCase("max(3, 2)", "3")]
    [TestCase("ceil_div(40, 32)", "2")]
    [TestCase("abs(-3)", "3")]
    [TestCase("1 / sqrt(16)", "0.25")]
    [TestCase("int(-2.7)", "-2")]
    [TestCase("float(2)", "2.0")]
    [TestCase("bits(1.5)", "1069547520")]
    [TestCase("bytes(bf16)", "2")]
    [TestCase("size(x)", "512")]
    [TestCase("dim(x, 1)", "4")]
    [TestCase("dim(x.reshape(4, 128), 0)", "4")]
    [TestCase("address(a[5])", "1310720")]
    [TestCase("semaphore(s)", "3")]
    [TestCase("engines(few)", "5")]
    [TestCase("9 * engines(all)", "144")]
    [TestCase("chip(DmaEnginesPerCore)", "16")]
    [TestCase("chip(TensorClock) / 1_000_000", "2800")]
    [TestCase("chip(Cores) == 2 ? 10 : 20", "10")]
    [TestCase("defined(N) + defined(M)", "1")]
    [TestCase("T", "bf16")]
    [TestCase("T == bf16", "1")]
    [TestCase("inf", "inf")]
    public void Evaluates(string expression, string value)
    {
        var image = Programs.Assemble(
            $".define N = 4\n.let T = bf16\n.input x fp32[128, 4]\n.sbuf a fp32[128, 4]\n.semaphore s = 3\n.queue all\n.queue few engines=5 first=2\n.define RESULT = {expression}");
        Assert.That(image.Defines[^1].Value, Is.EqualTo(value));
    }

    [Test]
    public void SemaphoreAddressesAreThoseOfTheChip()
    {
        var image = Programs.Assemble(".core 1\n.semaphore s = 3\n.define UP = increment_address(s)\n.define SET = set_address(s)");
        Assert.That(image.Defines.Select(d => d.Value), Is.EqualTo(new[]
        {
            (0xfffc0000000 + 0x4000000 + 0x2701800 + 12).ToString(), (0xfffc0000000 + 0x4000000 + 0x2701400 + 12).ToString(),
        }));
    }

    [Test]
    public void DefinesAreReplacedFromOutside()
    {
        var image = Programs.Assemble(".define N = 4\n.define T = bf16\n.input x T[N, 2]", ("N", "2*8"), ("T", "fp32"));
        Assert.That(image.Tensors[0].ByteLength, Is.EqualTo(16 * 2 * 4));
        Assert.That(image.Defines, Is.EqualTo(new[] { ("N", "16"), ("T", "fp32") }));
    }

    [Test]
    public void LoopsConditionsAndPastesUnroll()
    {
        var image = Programs.Assemble("""
            .let total = 0
            .for i in 0..6 step 2
            .if i == 2
            .input middle{i} fp32[1]
            .elif i < 2
            .input low{i} fp32[1]
            .else
            .input high{i * 10} fp32[1]
            .end
            .let total = total + i
            .end
            .define RESULT = total
            """);
        Assert.That(image.Tensors.Select(t => t.Name), Is.EqualTo(new[] { "low0", "middle2", "high40" }));
        Assert.That(image.Defines[0].Value, Is.EqualTo("6"));
    }

    [Test]
    public void MacrosTakeValuesNamesAndViews()
    {
        var image = Programs.Assemble("""
            .sbuf a fp32[128, 64]
            .semaphore done
            .macro twice(dst, n, sem)
            .for i in 0..2
            wait{unique}_{i}: Probe dst=dst value=n+i sem++
            .end
            .end
            .macro shaped(view)
            Probe dst=view.reshape(128, 8, 8)
            .end
            .engine dve
            .for i in 5..6
            twice(a[:, 0:4], i * 10, done)
            .end
            twice(a, 7, S[9])
            shaped(a)
            """);
        var words = image.Streams[0].Words;
        Assert.That(words.Take(4).Select(w => (w.Integers[0], (int)w.Update.Index, (int)w.Patterns[0].Sizes[0])),
            Is.EqualTo(new[] { (50, 0, 4), (51, 0, 4), (7, 9, 64), (8, 9, 64) }));
        Assert.That(words[4].Patterns[0].Dimensions, Is.EqualTo(2));
        Assert.That(image.Streams[0].Labels.Select(l => l.Name), Is.EqualTo(new[] { "wait0_0", "wait0_1", "wait1_0", "wait1_1" }));
    }

    [Test]
    public void LinesJoinAndCommentsAndStringsAreLeftAlone()
    {
        var image = Programs.Assemble(".program \"a # b\"  # comment\n.define N = 1 + \\\n  2  # more");
        Assert.That((image.Title, image.Defines[0].Value), Is.EqualTo(("a # b", "3")));
    }
}
