using Hardware.Common.Parameters;

namespace Hardware.Common.Tests.Dma;

/// <summary>Model against the published times of AWS's DMA bandwidth guide and profiler screenshots.</summary>
public sealed class DmaTimingTests
{
    private const double PeakBytesPerNanosecond = 17;

    [Test]
    public void FirstByteComesAboutThirteenHundredNanosecondsAfterTheDoorbell()
    {
        var bench = Load(1, 1, 32 * 1024, TestSpec.Create());
        // Eight register stores at one a cycle precede the last doorbell.
        var start = bench.Nanoseconds(bench.FirstWriteAt - (8 * 8));
        Report("start latency (ns)", start, 1300);
        Assert.That(start, Is.EqualTo(1300).Within(3).Percent);
    }

    [TestCase(17_000_000_000, 10)]
    [TestCase(18_100_000_000, 3, Description = "the rate that the measurement itself implies")]
    public void ThirtyTwoKibibytesOnOneEngine(long bytesPerSecond, double percent)
    {
        var spec = TestSpec.Create(("DmaBytesPerSecond", bytesPerSecond));
        var bench = Load(1, 8, 4096, spec);
        var time = bench.Nanoseconds(bench.Finished[^1].CompletedAt - bench.FirstWriteAt);
        Report($"32 KiB at {bytesPerSecond / 1e9} B/ns (ns)", time, 1810);
        Assert.That(time, Is.EqualTo(1810).Within(percent).Percent);
    }

    [Test]
    public void FourMebibytesOverSixteenEngines()
    {
        var bench = Load(16, 64, 4096, TestSpec.Create());
        var time = bench.Nanoseconds(bench.Finished.Max(r => r.CompletedAt) - (8 * 8));
        Report("4 MiB over 16 engines (ns)", time, 16955);
        Assert.That(time, Is.EqualTo(16955).Within(3).Percent);
    }

    [TestCase(512, 21, 2)]
    [TestCase(1024, 42, 3)]
    [TestCase(2048, 81, 4)]
    [TestCase(4096, 97, 3)]
    [TestCase(8192, 98, 3)]
    public void EfficiencyByDescriptorSize(int bytes, double published, double within)
    {
        var bench = Load(1, 128, bytes, TestSpec.Create());
        var time = bench.Nanoseconds(bench.Finished[^1].CompletedAt - bench.FirstWriteAt);
        var efficiency = 100.0 * (127 * bytes) / time / PeakBytesPerNanosecond;
        Report($"efficiency of {bytes}-byte descriptors (%)", efficiency, published);
        Assert.That(efficiency, Is.EqualTo(published).Within(within));
    }

    [Test]
    public void ASemaphoreWriteTakesSevenNanosecondsOfTheEngine()
    {
        var spec = TestSpec.Create(("DmaOutstandingDescriptors", 64), ("DmaDescriptorPrefetch", 1024), ("DmaDescriptorBurst", 64));
        var bench = new DmaBench(spec: spec);
        bench.Memory.Write(0x100_0000, new byte[] { 1, 0, 0, 0 });
        for (var i = 0; i < 64; i++)
            bench.Add(0, 0, 0x100_0000, DmaBench.SemaphoreIncrement(5), 4);
        bench.Ring(0, 0);
        bench.Run();
        var each = bench.Nanoseconds(bench.Finished[^1].CompletedAt - bench.Finished[0].CompletedAt) / 63;
        Report("semaphore write (ns)", each, 7);
        Assert.That(each, Is.EqualTo(7).Within(0.5));
    }

    [Test]
    public void TwoEnginesShareTheWholeBandwidthOfOneStack()
    {
        // 64 B/ns an engine would ask for more than one stack's 20 B/ns.
        var spec = TestSpec.Create(("DmaBytesPerSecond", 64_000_000_000), ("DeviceMemoryBytesPerSecond", 40_000_000_000), ("DmaOutstandingDescriptors", 16));
        var alone = Load(1, 16, 32 * 1024, spec);
        var both = Load(2, 16, 32 * 1024, spec);
        var aloneRate = 16 * 32768 / alone.Nanoseconds(alone.Finished[^1].CompletedAt - alone.FirstWriteAt);
        var bothRate = 2 * 16 * 32768 / both.Nanoseconds(both.Finished[^1].CompletedAt - both.FirstWriteAt);
        Assert.That(aloneRate, Is.EqualTo(20).Within(5).Percent);
        Assert.That(bothRate, Is.EqualTo(20).Within(5).Percent);
        var ends = both.Finished.GroupBy(r => r.By.Unit.Number).Select(g => (double)g.Max(r => r.CompletedAt)).ToArray();
        Assert.That(ends[0], Is.EqualTo(ends[1]).Within(3).Percent);
    }

    private static DmaBench Load(int engines, int descriptors, int bytes, ChipSpec spec)
    {
        var bench = new DmaBench(engines, spec: spec);
        for (var e = 0; e < engines; e++)
        {
            for (var d = 0; d < descriptors; d++)
            {
                var source = 0x100_0000 + ((long)((e * descriptors) + d) * bytes);
                bench.Memory.Write(source, new byte[bytes]);
                bench.Add(e, 0, source, DmaBench.Sbuf((e * descriptors / 8 + d) % 128, 0), bytes);
            }

            bench.Ring(e, 0);
        }

        bench.Run();
        Assert.That(bench.Finished, Has.Count.EqualTo(engines * descriptors));
        return bench;
    }

    private static void Report(string what, double model, double published) =>
        TestContext.Out.WriteLine($"{what}: model {model:0.0}, published {published}");
}
