using System.Globalization;
using System.Text;
using System.Text.Json;
using Hardware.Waveforms.Timeline;

namespace Hardware.Waveforms.Tests.Timeline;

public class ChromeTraceTests
{
    [Test]
    public void TheTraceIsTheCommittedOne() => Golden.Check("timeline.json", Write(trace =>
    {
        trace.NameProcess(0, "chip");
        trace.NameThread(0, 1, "core0.tensor");
        trace.Complete(0, 1, "pe", "MatMul \"a→b\"", 357_142, 1_000_000_001, new("line", "encoder.nasm:12"), new("rows", 128), new("busy", 0.5), new("bad", double.NaN));
        trace.Instant(0, 1, "semaphore", "S[3]=4", 2_000_000_000);
        trace.Counter(0, "queue", 2_500_000_000, new TraceArgument("entries", 3));
    }));

    [Test]
    public void ItParses()
    {
        using var document = JsonDocument.Parse(Write(trace =>
        {
            for (var i = 0; i < 5000; i++)
                trace.Complete(0, i % 5, "pe", $"step {i}", i * 1000L, (i * 1000L) + 999);
        }));
        var events = document.RootElement.GetProperty("traceEvents");
        Assert.That(events.GetArrayLength(), Is.EqualTo(5000));
        Assert.That(events[4999].GetProperty("ts").GetDecimal(), Is.EqualTo(0.004999m));
        Assert.That(events[4999].GetProperty("dur").GetDecimal(), Is.EqualTo(0.000000999m));
    }

    [Property(MaxTest = 300, Replay = "20261123,7919")]
    public void TimesAreExact(long anyStart, long anyLength)
    {
        var start = anyStart % (1L << 61);
        var length = Math.Abs(anyLength % (1L << 61));
        using var document = JsonDocument.Parse(Write(trace => trace.Complete(0, 0, "c", "n", start, start + length)));
        var bar = document.RootElement.GetProperty("traceEvents")[0];
        Assert.That(Femtoseconds(bar.GetProperty("ts").GetRawText()), Is.EqualTo(start));
        Assert.That(Femtoseconds(bar.GetProperty("dur").GetRawText()), Is.EqualTo(length));

        static long Femtoseconds(string microseconds) => (long)(decimal.Parse(microseconds, CultureInfo.InvariantCulture) * 1_000_000_000m);
    }

    [Test]
    public void TheFileIsWholeAfterAnException()
    {
        using var folder = new TemporaryFolder();
        Assert.That(() => Fail(folder["a.json"]), Throws.InstanceOf<TimeoutException>());
        using var document = JsonDocument.Parse(File.ReadAllText(folder["a.json"]));
        Assert.That(document.RootElement.GetProperty("traceEvents").GetArrayLength(), Is.EqualTo(1));
        Assert.That(folder.Names, Is.EqualTo(new[] { "a.json" }));

        static void Fail(string path)
        {
            using var trace = ChromeTrace.Create(path);
            trace.Instant(0, 0, "c", "n", 1);
            throw new TimeoutException();
        }
    }

    private static string Write(Action<ChromeTrace> events)
    {
        using var stream = new MemoryStream();
        using (var trace = new ChromeTrace(stream)) events(trace);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
