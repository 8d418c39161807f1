using System.Text;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

public class VcdWriterTests
{
    private static readonly VcdEnumTable States = new("State", 2, [new(0, "IDLE"), new(1, "RUN"), new(2, "DRAIN")]);

    [Test]
    public void TheDialectIsThatOfTheCommittedFile() => Golden.Check("dialect.vcd", Sample(new VcdWriterOptions { EnumTables = true }));

    [Test]
    public void TheSampleReadsBack()
    {
        var wave = VcdReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(Sample(new VcdWriterOptions { EnumTables = true }))), "sample");
        Assert.That(wave["top.core.state"].History.UnsignedAt(2_500_000), Is.EqualTo(1));
        Assert.That(wave["top.core.state"].Labels!["10"], Is.EqualTo("DRAIN"));
        Assert.That(wave["top.monitor.seen"].History, Is.SameAs(wave["top.core.state"].History));
        Assert.That(wave["top.core.load"].History.At(2_500_000), Is.EqualTo("0.1"));
        Assert.That(wave.Blackouts, Is.EqualTo(new[] { (5_000_000L, 6_000_000L) }));
        Assert.That(wave.End, Is.EqualTo(10_000_000));
    }

    [Test]
    public void SmallBuffersMakeTheSameBytes() =>
        Assert.That(Sample(new VcdWriterOptions { BufferBytes = 0 }), Is.EqualTo(Sample(new VcdWriterOptions())));

    [Test]
    public void TheFileAppearsWhenItIsClosed()
    {
        using var folder = new TemporaryFolder();
        using (var writer = VcdWriter.Create(folder["a.vcd"]))
        {
            Begin(writer);
            Assert.That(File.Exists(folder["a.vcd"]), Is.False);
        }

        Assert.That(folder.Names, Is.EqualTo(new[] { "a.vcd" }));
        Assert.That(VcdReader.Read(folder["a.vcd"]).Variables, Has.Count.EqualTo(1));
    }

    [Test]
    public void AnExceptionLeavesAValidWaveUpToThere()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Fail(folder["a.vcd"]), Throws.InstanceOf<TimeoutException>());
        var wave = VcdReader.Read(folder["a.vcd"]);
        Assert.That(wave.End, Is.EqualTo(70));
        Assert.That(wave["top.x"].History.UnsignedAt(70), Is.EqualTo(5));

        static void Fail(string path)
        {
            using var writer = VcdWriter.Create(path);
            var x = Begin(writer);
            writer.SetTime(50);
            writer.ChangeVector(x, 5);
            writer.SetTime(70);
            throw new TimeoutException();
        }
    }

    [Test]
    public void WithoutADumpThereIsNoFile()
    {
        using var folder = new TemporaryFolder();
        VcdWriter.Create(folder["a.vcd"]).Dispose();
        Assert.That(folder.Names, Is.Empty);
    }

    [Test]
    public void TimesWithoutChangesLeaveNoLine()
    {
        using var stream = new MemoryStream();
        using (var writer = new VcdWriter(stream))
        {
            var x = Begin(writer);
            writer.SetTime(10);
            writer.SetTime(20);
            writer.ChangeVector(x, 1);
            writer.SetTime(20);
            writer.ChangeVector(x, 2);
            writer.SetTime(30);
            writer.Close(40);
        }

        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Does.EndWith("$end\n#20\nb1 !\nb10 !\n#40\n"));
    }

    [Test]
    public void ChangesAllocateNothing()
    {
        using var writer = new VcdWriter(Stream.Null);
        writer.OpenScope(VcdScopeKind.Module, "top");
        var bit = writer.DeclareBit("bit");
        var vector = writer.DeclareVector("vector", 32);
        var wide = writer.DeclareVector("wide", 200);
        var real = writer.DeclareReal("real");
        writer.CloseScope();
        writer.BeginDump(0);
        writer.EndDump();
        var bytes = new byte[25];
        Change(1, 1000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int count = 20_000;
        Change(1001, count);
        // The runtime may recompile a method meanwhile, which costs a few kilobytes once; one object a change would be half a million.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(count));

        void Change(long from, int count)
        {
            for (var i = 0; i < count; i++)
            {
                writer.SetTime(from + i);
                writer.ChangeBit(bit, (i & 1) != 0);
                writer.ChangeVector(vector, (ulong)i * 2654435761);
                bytes[i % 25] ^= (byte)i;
                writer.ChangeVector(wide, bytes, 200);
                writer.ChangeReal(real, i / 3.0);
            }
        }
    }

    [Test]
    public void BitsAboveTheWidthAreCutOff()
    {
        using var stream = new MemoryStream();
        using (var writer = new VcdWriter(stream))
        {
            var x = Begin(writer);
            writer.SetTime(1);
            writer.ChangeVector(x, 0xF5);
            writer.ChangeVector(x, [0xF6], 4);
        }

        Assert.That(Encoding.UTF8.GetString(stream.ToArray()), Does.EndWith("#1\nb101 !\nb110 !\n"));
    }

    [Test]
    public void MisuseIsRefused()
    {
        using var writer = new VcdWriter(new MemoryStream());
        Assert.That(() => writer.DeclareBit("outside"), Throws.InvalidOperationException.With.Message.Contains("outside every scope"));
        writer.OpenScope(VcdScopeKind.Module, "top");
        Assert.That(() => writer.DeclareBit("a.b"), Throws.ArgumentException.With.Message.Contains("'a_b' could"));
        Assert.That(() => writer.OpenScope(VcdScopeKind.Module, "a b"), Throws.ArgumentException.With.Message.Contains("'a_b' could"));
        var x = writer.DeclareVector("x", 4);
        Assert.That(() => writer.DeclareBit("x"), Throws.ArgumentException.With.Message.Contains("'top.x' is declared twice"));
        Assert.That(() => writer.DeclareVector("y", VcdWriter.MaximumWidth + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => writer.BeginDump(0), Throws.InvalidOperationException.With.Message.Contains("'top' is still open"));
        writer.CloseScope();
        writer.BeginDump(10);
        Assert.That(() => writer.SetTime(11), Throws.InvalidOperationException);
        writer.ChangeVector(x, 0);
        writer.EndDump();
        Assert.That(() => writer.SetTime(9), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => writer.OpenScope(VcdScopeKind.Module, "late"), Throws.InvalidOperationException);
        Assert.That(() => writer.ChangeVector(x, [1], 9), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void ACommentCannotEndItself()
    {
        using var stream = new MemoryStream();
        using (var writer = new VcdWriter(stream))
        {
            writer.Comment("one\ntwo $end three");
            Begin(writer);
        }

        stream.Position = 0;
        Assert.That(VcdReader.Read(stream, "comment").Comments, Is.EqualTo(new[] { "one two $ end three" }));
    }

    internal static VcdIdentifier Begin(VcdWriter writer)
    {
        writer.OpenScope(VcdScopeKind.Module, "top");
        var x = writer.DeclareVector("x", 4);
        writer.CloseScope();
        writer.BeginDump(0);
        writer.ChangeVector(x, 0);
        writer.EndDump();
        return x;
    }

    /// <summary>Every construct once.</summary>
    internal static string Sample(VcdWriterOptions options)
    {
        using var stream = new MemoryStream();
        using var writer = new VcdWriter(stream, options);
        writer.Comment("program=sample.nasm seed=42");
        writer.OpenScope(VcdScopeKind.Module, "top");
        writer.OpenScope(VcdScopeKind.Module, "core");
        var busy = writer.DeclareBit("busy");
        var state = writer.DeclareVector("state", 2, States);
        var count = writer.DeclareVector("count", 32);
        var row = writer.DeclareVector("row", 72);
        var load = writer.DeclareReal("load");
        writer.CloseScope();
        writer.OpenScope(VcdScopeKind.Interface, "monitor");
        writer.DeclareAlias("seen", 2, state, States);
        writer.CloseScope();
        writer.CloseScope();
        writer.BeginDump(0);
        WriteAll();
        writer.SetTime(2_000_000);
        writer.ChangeBit(busy, true);
        writer.ChangeVector(state, 1);
        writer.ChangeVector(count, 0xDEADBEEF);
        writer.ChangeReal(load, 0.1);
        writer.SetTime(3_000_000);
        writer.SetTime(4_000_000);
        writer.ChangeVector(row, [0xFF, 0, 0, 0, 0, 0, 0, 0, 0x81], 72);
        writer.ChangeReal(load, -1.5e-7);
        writer.DumpOff(5_000_000);
        writer.DumpOn(6_000_000);
        WriteAll();
        writer.Close(10_000_000);
        return Encoding.UTF8.GetString(stream.ToArray());

        void WriteAll()
        {
            writer.ChangeBit(busy, false);
            writer.ChangeVector(state, 0);
            writer.ChangeVector(count, 0);
            writer.ChangeVector(row, new byte[9], 72);
            writer.ChangeReal(load, 0);
            writer.EndDump();
        }
    }
}
