using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Tests.Assembly;

public sealed class StreamTests
{
    private const string Declarations = """
        .sbuf x fp32[128, 512]
        .sbuf h bf16[64, 4, 32] partition=32 at=0x1000
        .psum acc fp32[128, 512] bank=3
        .semaphore loaded done
        .event ready
        .engine dve

        """;

    [Test]
    public void WaitsAndUpdatesReachTheirFields()
    {
        var word = Word("$loaded>=16*2 Probe dst=x done+=4@read");
        Assert.That((word.Wait.Kind, word.Wait.Index, word.Wait.Comparison, word.Wait.Value, word.Wait.Register),
            Is.EqualTo((WaitKind.Semaphore, (byte)0, Comparison.GreaterOrEqual, 32, AccessPattern.NoRegister)));
        Assert.That((word.Update.Operation, word.Update.Index, word.Update.Timing, word.Update.Value),
            Is.EqualTo((UpdateOperation.Add, (byte)1, UpdateTiming.Read, 4)));
    }

    [TestCase("$S[7]==R3 Nop", WaitKind.Semaphore, 7, Comparison.Equal, 3, 0)]
    [TestCase("$ready Nop", WaitKind.Event, 0, Comparison.Equal, 255, 1)]
    [TestCase("$E[9]==0 Nop", WaitKind.Event, 9, Comparison.Equal, 255, 0)]
    [TestCase("$done<-5 Nop", WaitKind.Semaphore, 1, Comparison.Less, 255, -5)]
    public void WaitForms(string text, WaitKind kind, int index, Comparison comparison, int register, int value)
    {
        var wait = Word(text).Wait;
        Assert.That((wait.Kind, (int)wait.Index, wait.Comparison, (int)wait.Register, wait.Value), Is.EqualTo((kind, index, comparison, register, value)));
    }

    [TestCase("Nop done++", UpdateOperation.Increment, 1, UpdateTiming.Complete, 0)]
    [TestCase("Nop S[8]--@complete", UpdateOperation.Decrement, 8, UpdateTiming.Complete, 0)]
    [TestCase("Nop done=0", UpdateOperation.Write, 1, UpdateTiming.Complete, 0)]
    [TestCase("Nop done-=2@read", UpdateOperation.Subtract, 1, UpdateTiming.Read, 2)]
    [TestCase("Nop ready=set", UpdateOperation.EventSet, 0, UpdateTiming.Complete, 0)]
    [TestCase("Nop E[3]=clear@read", UpdateOperation.EventClear, 3, UpdateTiming.Read, 0)]
    public void UpdateForms(string text, UpdateOperation operation, int index, UpdateTiming timing, int value)
    {
        var update = Word(text).Update;
        Assert.That((update.Operation, (int)update.Index, update.Timing, update.Value), Is.EqualTo((operation, index, timing, value)));
    }

    [TestCase("x", 0x0u, 128, "1", "512")]
    [TestCase("x[32:64, 8:24:2]", 32 * 0x40000 + 32u, 32, "2", "8")]
    [TestCase("x[5, ::-1]", 5 * 0x40000 + 511 * 4u, 1, "-1", "512")]
    [TestCase("x[:, 7]", 28u, 128, "1", "1")]
    [TestCase("x[:, 7 bc 512]", 28u, 128, "0", "512")]
    [TestCase("x[:, bc 3, 0:4]", 0u, 128, "1,0", "4,3")]
    [TestCase("h", 32 * 0x40000 + 0x1000u, 64, "1,32", "32,4")]
    [TestCase("h.permute(0, 2, 1)", 32 * 0x40000 + 0x1000u, 64, "32,1", "4,32")]
    [TestCase("h[0:32].reshape(32, 2, 64)", 32 * 0x40000 + 0x1000u, 32, "1,64", "64,2")]
    [TestCase("h.as(int32)", 32 * 0x40000 + 0x1000u, 64, "1,16", "16,4")]
    [TestCase("acc[0:1]", 0x2000000 + 3 * 2048u, 1, "1", "512")]
    [TestCase("fp32@0x2000000[1,512][512,2]%64", 0x2000000u, 64, "1,512", "512,2")]
    public void ViewsBecomePatterns(string text, uint address, int partitions, string steps, string sizes)
    {
        var pattern = Word($"Probe dst={text}").Patterns[0];
        var dimensions = Enumerable.Range(0, pattern.Dimensions).ToArray();
        Assert.That((pattern.Address, (int)pattern.Partitions, pattern.OffsetRegister), Is.EqualTo((address, partitions, AccessPattern.NoRegister)));
        Assert.That(string.Join(',', dimensions.Select(d => pattern.Steps[d])), Is.EqualTo(steps));
        Assert.That(string.Join(',', dimensions.Select(d => pattern.Sizes[d])), Is.EqualTo(sizes));
    }

    [Test]
    public void OtherOperandsReachTheirFields()
    {
        var word = Word("Probe dst=x+R5 scale=1/2.0 bias=x[:, 3] op=>= negate count=R0 axis=2 value=-7");
        Assert.That(word.Patterns[0].OffsetRegister, Is.EqualTo(5));
        Assert.That((word.Scalars[0].Kind, word.Scalars[0].AsSingle), Is.EqualTo((ScalarKind.Constant, 0.5f)));
        Assert.That((word.Scalars[1].Kind, word.Scalars[1].Type, word.Scalars[1].Value), Is.EqualTo((ScalarKind.PerPartition, DataType.Float32, 12u)));
        Assert.That((word.Codes[0], word.Codes[1], word.Codes[2], word.Codes[3], word.Integers[0]), Is.EqualTo(((byte)3, (byte)1, (byte)1, (byte)2, -7)));
    }

    [TestCase("Probe dst=x op===", 4)]
    [TestCase("Probe dst=x op=(1+1)", 2)]
    [TestCase("Probe dst=x op=add", 0)]
    public void ChoicesMayBeSymbolsOrNumbers(string text, int code) => Assert.That(Word(text).Codes[0], Is.EqualTo(code));

    [Test]
    public void LabelsMayBeUsedBeforeTheirLine()
    {
        var stream = Stream("Jump skip\nback: Nop\nskip: Probe dst=x target=back\nend:");
        Assert.That(stream.Words[0].Integers[0], Is.EqualTo(2));
        Assert.That(stream.Words[2].Integers[1], Is.EqualTo(1));
        Assert.That(stream.Labels.Select(l => (l.Name, l.Index)), Is.EqualTo(new[] { ("back", 1), ("skip", 2), ("end", 3) }));
    }

    [TestCase("Nop", 2)]
    [TestCase("Nop\nHalt", 2)]
    [TestCase("again: Jump again", 1)]
    [TestCase("Jump end\nend:", 2)]
    public void AStreamEndsInHaltOrJump(string text, int words) => Assert.That(Stream(text).Words, Has.Count.EqualTo(words));

    [Test]
    public void EachInstructionKnowsItsLine()
    {
        var image = Programs.Assemble(".engine sp\n# comment\nNop\n\nNop");
        Assert.That(image.Streams[0].Lines.Select(l => l.Line), Is.EqualTo(new[] { 3, 5, 5 }));
        Assert.That(image.SourceFiles, Is.EqualTo(new[] { Programs.File }));
    }

    [Test]
    public void StreamsAreOrderedByCoreAndEngine()
    {
        var image = Programs.Assemble(".core 1\n.engine sp\nNop\n.core 0\n.engine dve\nNop\n.engine pe\nNop\n.core 1\n.engine sp\nNop");
        Assert.That(image.Streams.Select(s => (s.Core, s.Engine, s.Words.Count)),
            Is.EqualTo(new[] { (0, Engine.Tensor, 2), (0, Engine.Vector, 2), (1, Engine.Sync, 3) }));
    }

    private static InstructionWord Word(string text) => Stream(text).Words[0];

    private static InstructionStream Stream(string text) => Programs.Assemble(Declarations + text).Streams[0];
}
