using Hardware.Waveforms.Ascii;
using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Tests.Vcd;

public class VcdRoundTripTests
{
    [Property(MaxTest = 200, Replay = "20261123,7919")]
    public void TheReaderFindsWhatTheWriterWasTold(byte[] shapes, WaveStep[] steps)
    {
        var plan = new WavePlan(shapes, steps);
        using var stream = new MemoryStream();
        using (var writer = new VcdWriter(stream, new VcdWriterOptions { BufferBytes = 100 })) plan.Write(writer);
        stream.Position = 0;
        plan.Check(VcdReader.Read(stream, "plan"));
    }

    [Property(MaxTest = 50, Replay = "20261123,7919")]
    public void EqualRunsGiveEqualBytesAndDigests(byte[] shapes, WaveStep[] steps)
    {
        var (first, second) = (Bytes(shapes, steps, 1 << 16), Bytes(shapes, steps, 0));
        Assert.That(first.AsSpan().SequenceEqual(second), Is.True);
        var digest = Digest(first);
        Assert.That(Digest(second), Is.EqualTo(digest));
        // One more change, past all others, must show.
        var longer = Bytes(shapes, [.. steps, new WaveStep(9, 0, 12345)], 0);
        Assert.That(Digest(longer), Is.Not.EqualTo(digest));
    }

    private static byte[] Bytes(byte[] shapes, WaveStep[] steps, int buffer)
    {
        using var stream = new MemoryStream();
        using (var writer = new VcdWriter(stream, new VcdWriterOptions { BufferBytes = buffer })) new WavePlan(shapes, steps).Write(writer);
        return stream.ToArray();
    }

    private static string Digest(byte[] wave) => WaveDigest.Of(VcdReader.Read(new MemoryStream(wave), "plan"));
}
