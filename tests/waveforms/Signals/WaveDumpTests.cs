using System.Buffers.Binary;
using System.Text;
using Hardware.Waveforms.Signals;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Signals;

public class WaveDumpTests
{
    private const long EndTime = 1000;

    [Test]
    public void OnlyChangesAreWritten()
    {
        var bytes = new byte[16];
        var buffer = new ArrayWaveBuffer(bytes);
        var scope = new WaveScope("unit")
        {
            Signals = [new("busy", buffer, 0, 1), new("count", buffer, 4, 20), new("level", buffer, 8, 32) { Kind = WaveKind.Real }],
        };
        var text = Dump([scope], dump =>
        {
            dump.Sample(10);
            bytes[0] = 1;
            dump.Sample(20);
            // Bits above the width of 20 are no change; bytes that no signal covers are none either.
            bytes[6] = 0xF0;
            bytes[13] = 7;
            dump.Sample(30);
            bytes[4] = 9;
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(8), 0.5f);
            dump.Sample(40, [dump.IndexOf(buffer)]);
        });
        Assert.That(text, Does.EndWith("#0\n$dumpvars\n0!\nb0 \"\nr0 #\n$end\n#20\n1!\n#40\nb1001 \"\nr0.5 #\n#1000\n"));
    }

    [Test]
    public void OnePlaceIsOneVariable()
    {
        var buffer = new ArrayWaveBuffer(new byte[8]);
        var text = Dump(
            [new WaveScope("a") { Signals = [new("out", buffer, 0, 8)] }, new WaveScope("b") { Signals = [new("in", buffer, 0, 8), new("low", buffer, 0, 4)] }],
            _ => { });
        Assert.That(text, Does.Contain("8 ! out [7:0]").And.Contain("8 ! in [7:0]").And.Contain("4 \" low [3:0]"));
    }

    [Test]
    public void ASuspendedWaveShowsNothing()
    {
        var bytes = new byte[1];
        var scope = new WaveScope("unit") { Signals = [new("x", new ArrayWaveBuffer(bytes), 0, 8)] };
        var wave = Read(Dump([scope], dump =>
        {
            dump.Suspend(10);
            bytes[0] = 3;
            dump.Resume(20);
        }));
        Assert.That(wave["unit.x"].History.At(15), Is.EqualTo("xxxxxxxx"));
        Assert.That(wave["unit.x"].History.UnsignedAt(20), Is.EqualTo(3));
    }

    /// <summary>Comparison in blocks finds what a comparison of every signal would, wherever signals lie and overlap.</summary>
    [Property(MaxTest = 100, Replay = "20261123,7919")]
    public void HistoriesAreThoseOfTheBytes((byte Offset, byte Width)[] places, (byte Offset, byte Value)[] writes)
    {
        var bytes = new byte[256 + 512];
        var buffer = new ArrayWaveBuffer(bytes);
        var signals = places.Select((p, i) => new WaveSignal($"s{i}", buffer, p.Offset, (p.Width * 3 % 512) + 1)).Append(new WaveSignal("last", buffer, 0, 1)).ToList();
        var values = signals.ConvertAll(_ => new List<string>());
        Note();
        var wave = Read(Dump([new WaveScope("top") { Signals = signals }], dump =>
        {
            for (var step = 0; step < writes.Length; step++)
            {
                bytes[writes[step].Offset] ^= writes[step].Value;
                dump.Sample(step + 1);
                Note();
            }
        }));
        for (var i = 0; i < signals.Count; i++)
        {
            var history = wave[$"top.s{i}".Replace($"s{signals.Count - 1}", "last", StringComparison.Ordinal)].History;
            Assert.That(values[i].Select((_, time) => history.At(time)), Is.EqualTo(values[i]), signals[i].Name);
        }

        void Note()
        {
            for (var i = 0; i < signals.Count; i++)
                values[i].Add(Digits(bytes, signals[i].Offset, signals[i].Width));
        }
    }

    [Test]
    public void SamplingAllocatesNothing()
    {
        var bytes = new byte[1024];
        var buffer = new ArrayWaveBuffer(bytes);
        var scope = new WaveScope("unit") { Signals = [.. Enumerable.Range(0, 256).Select(i => new WaveSignal($"s{i}", buffer, i * 4, 32))] };
        using var dump = new WaveDump(new VcdWriter(Stream.Null), [scope]);
        dump.Begin(0);
        Run(1, 100);
        var before = GC.GetAllocatedBytesForCurrentThread();
        const int count = 20_000;
        Run(101, count);
        // As for the writer: the runtime's own few kilobytes are not counted.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(count));

        void Run(long from, int count)
        {
            for (var i = 0; i < count; i++)
            {
                bytes[i * 37 & 1023]++;
                dump.Sample(from + i, [0]);
            }
        }
    }

    [Test]
    public void ASignalPastItsBufferIsRefused()
    {
        var scope = new WaveScope("unit") { Signals = [new("x", new ArrayWaveBuffer(new byte[2]), 1, 9)] };
        Assert.That(() => new WaveDump(new VcdWriter(Stream.Null), [scope]), Throws.ArgumentException.With.Message.Contains("ends at byte 3 of a buffer of 2"));
    }

    [Test]
    public void NamesAreMadeFitForViewers()
    {
        var buffer = new ArrayWaveBuffer(new byte[1]);
        var scope = new WaveScope("pe[3][4]") { Signals = [new("weight[1]", buffer, 0, 8)] };
        Assert.That(Read(Dump([scope], _ => { })).Variables[0].Path, Is.EqualTo("pe[3][4].weight_1"));
    }

    private static string Digits(byte[] bytes, int offset, int width)
    {
        var text = new StringBuilder();
        for (var bit = width - 1; bit >= 0; bit--)
            text.Append((bytes[offset + (bit / 8)] >> (bit % 8)) & 1);
        return text.ToString();
    }

    private static string Dump(IReadOnlyList<WaveScope> scopes, Action<WaveDump> run)
    {
        using var stream = new MemoryStream();
        using (var dump = new WaveDump(new VcdWriter(stream), scopes))
        {
            dump.Begin(0);
            run(dump);
            dump.Close(EndTime);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static VcdWave Read(string text) => VcdReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "dump");
}
