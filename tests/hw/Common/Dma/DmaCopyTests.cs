using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Dma;

public sealed class DmaCopyTests
{
    private const long Source = 0x200_0000;

    [Test]
    public void DeviceMemoryGoesToAPartitionOfSbuf()
    {
        var bench = new DmaBench();
        var data = DmaBench.Pattern(5000, 1);
        bench.Memory.Write(Source + 3, data);
        bench.Add(0, 0, Source + 3, DmaBench.Sbuf(77, 1001), data.Length);
        bench.Ring(0, 0);
        bench.Run();
        Assert.That(bench.ReadSbuf(77, 1001, data.Length), Is.EqualTo(data));
        Assert.That(bench.Chip.Sbufs[0].FirstUnwritten(77, 1, 1001 + data.Length, 1), Is.EqualTo(77), "nothing beyond the copy is written");
        Assert.That(bench.Chip.Engines[0].Idle.Q);
    }

    [Test]
    public void SbufGoesToDeviceMemoryOfTheOtherStack()
    {
        var bench = new DmaBench();
        var data = DmaBench.Pattern(4096, 2);
        bench.Chip.Sbufs[1].Write(127, 512, data);
        bench.Add(0, 3, DmaBench.Sbuf(127, 512, core: 1), 0x10_0100_0000, data.Length);
        bench.Ring(0, 3);
        bench.Run();
        Assert.That(bench.ReadDevice(0x10_0100_0000, data.Length), Is.EqualTo(data));
    }

    [TestCase(1)]
    [TestCase(255)]
    [TestCase(257)]
    [TestCase(65536)]
    public void DeviceMemoryGoesToDeviceMemory(int length)
    {
        var bench = new DmaBench();
        var data = DmaBench.Pattern(length, length);
        bench.Memory.Write(Source + 77, data);
        bench.Add(0, 0, Source + 77, Source + 0x100_0000 + 5, length);
        bench.Ring(0, 0);
        bench.Run();
        Assert.That(bench.ReadDevice(Source + 0x100_0000 + 5, length), Is.EqualTo(data));
        Assert.That(bench.Finished, Has.Count.EqualTo(1));
        Assert.That(bench.Finished[0].Bytes, Is.EqualTo(length));
    }

    [Test]
    public void PsumIsReadAndWritten()
    {
        var bench = new DmaBench();
        var data = DmaBench.Pattern(2048, 3);
        bench.Chip.Psums[0].Write(5, 2048, data);
        bench.Add(0, 0, DmaBench.Psum(5, 2048), DmaBench.Psum(6, 0), data.Length);
        bench.Ring(0, 0);
        bench.Run();
        var copy = new byte[data.Length];
        bench.Chip.Psums[0].Read(6, 0, copy);
        Assert.That(copy, Is.EqualTo(data));
    }

    [Test]
    public void ARingWrapsAndItsPhaseAdvances()
    {
        var bench = new DmaBench(ringLength: 32);
        var data = DmaBench.Pattern(256 * 70, 4);
        bench.Memory.Write(Source, data);
        for (var pass = 0; pass < 3; pass++)
        {
            // A later pass overwrites slots that the engine has finished with.
            bench.RunTo(pass * 20_000);
            Assert.That(bench.Finished, Has.Count.EqualTo(pass * 25));
            for (var i = pass * 25; i < Math.Min((pass + 1) * 25, 70); i++)
                bench.Add(0, 0, Source + (i * 256), DmaBench.Sbuf(i, 0), 256);
            bench.Ring(0, 0, (pass * 20_000) + 1, pass * 25);
        }

        bench.Run();
        for (var i = 0; i < 70; i++)
            Assert.That(bench.ReadSbuf(i, 0, 256), Is.EqualTo(data.AsSpan(i * 256, 256).ToArray()), $"descriptor {i}");
        Assert.That(bench.Chip.Engines[0].Head[0].Q, Is.EqualTo(70));
    }

    [Test]
    public void RingsTakeTurnsAtPacketBoundaries()
    {
        var bench = new DmaBench();
        bench.Memory.Write(Source, new byte[4096]);
        for (var i = 0; i < 8; i++)
        {
            bench.Add(0, 0, Source, DmaBench.Sbuf(i, 0), 512, first: i % 2 == 0, last: i % 2 == 1);
            bench.Add(0, 7, Source, DmaBench.Sbuf(i, 1024), 512);
        }

        bench.Ring(0, 0);
        bench.Ring(0, 7);
        bench.Run();
        var order = string.Concat(bench.Finished.Select(r => r.By.Unit.Ring));
        Assert.That(order.Replace("700", "", StringComparison.Ordinal).Trim('7').Trim('0'), Is.Empty, order);
        Assert.That(order.Count(c => c == '7'), Is.EqualTo(8));
        Assert.That(bench.Finished.Where(r => r.By.Unit.Ring == 0).Select(r => r.By.Instruction), Is.EqualTo(Enumerable.Range(0, 8)));
    }

    [Test]
    public void ABarrierWaitsForAllEarlierWritesOfItsRing()
    {
        var bench = new DmaBench();
        var data = DmaBench.Pattern(16384, 5);
        bench.Memory.Write(Source, data);
        bench.Add(0, 0, Source, Source + 0x10_0000, data.Length);
        bench.Add(0, 0, Source + 0x10_0000, DmaBench.Sbuf(0, 0), data.Length, barrier: true);
        bench.Ring(0, 0);
        bench.Run();
        Assert.That(bench.ReadSbuf(0, 0, data.Length), Is.EqualTo(data));
        Assert.That(bench.Finished[1].StartedAt, Is.GreaterThanOrEqualTo(bench.Finished[0].CompletedAt));
    }

    [Test]
    public void ACompletionIncrementsASemaphoreByAStore()
    {
        var bench = new DmaBench();
        bench.Memory.Write(Source, new byte[4096]);
        bench.Memory.Write(Source + 0x1_0000, new byte[] { 16, 0, 0, 0 });
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 4096);
        bench.Add(0, 0, Source + 0x1_0000, DmaBench.SemaphoreIncrement(9), 4, barrier: true);
        bench.Ring(0, 0);
        bench.Run();
        Assert.That(bench.Chip.Sink.Count.Q, Is.EqualTo(1));
        var store = bench.Chip.Sink.Received[0];
        Assert.That((store.Address, store.Data, store.By), Is.EqualTo((DmaBench.SemaphoreIncrement(9), 16u, Agent.OfDma(0, 0, 0, ring: 0) with { Instruction = 1 })));
        Assert.That(bench.Chip.Sink.LastAt.Q, Is.GreaterThan(bench.Finished[0].CompletedAt));
    }
}
