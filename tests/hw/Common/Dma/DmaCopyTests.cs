namespace Hardware.Common.Tests.Dma;

public sealed class DmaCopyTests
{
    private const long Source = 0x200_0000;

    [Test]
    public void DeviceMemoryGoesToAPartitionOfSbuf()
    {
        var rig = new DmaRig();
        var data = DmaRig.Pattern(5000, 1);
        rig.Memory.Write(Source + 3, data);
        rig.Add(0, 0, Source + 3, DmaRig.Sbuf(77, 1001), data.Length);
        rig.Ring(0, 0);
        rig.Run();
        Assert.That(rig.ReadSbuf(77, 1001, data.Length), Is.EqualTo(data));
        Assert.That(rig.Chip.Sbufs[0].FirstUnwritten(77, 1, 1001 + data.Length, 1), Is.EqualTo(77), "nothing beyond the copy is written");
        Assert.That(rig.Chip.Engines[0].Idle.Q);
    }

    [Test]
    public void SbufGoesToDeviceMemoryOfTheOtherStack()
    {
        var rig = new DmaRig();
        var data = DmaRig.Pattern(4096, 2);
        rig.Chip.Sbufs[1].Write(127, 512, data);
        rig.Add(0, 3, DmaRig.Sbuf(127, 512, core: 1), 0x10_0100_0000, data.Length);
        rig.Ring(0, 3);
        rig.Run();
        Assert.That(rig.ReadDevice(0x10_0100_0000, data.Length), Is.EqualTo(data));
    }

    [TestCase(1)]
    [TestCase(255)]
    [TestCase(257)]
    [TestCase(65536)]
    public void DeviceMemoryGoesToDeviceMemory(int length)
    {
        var rig = new DmaRig();
        var data = DmaRig.Pattern(length, length);
        rig.Memory.Write(Source + 77, data);
        rig.Add(0, 0, Source + 77, Source + 0x100_0000 + 5, length);
        rig.Ring(0, 0);
        rig.Run();
        Assert.That(rig.ReadDevice(Source + 0x100_0000 + 5, length), Is.EqualTo(data));
        Assert.That(rig.Finished, Has.Count.EqualTo(1));
        Assert.That(rig.Finished[0].Bytes, Is.EqualTo(length));
    }

    [Test]
    public void PsumIsReadAndWritten()
    {
        var rig = new DmaRig();
        var data = DmaRig.Pattern(2048, 3);
        rig.Chip.Psums[0].Write(5, 2048, data);
        rig.Add(0, 0, DmaRig.Psum(5, 2048), DmaRig.Psum(6, 0), data.Length);
        rig.Ring(0, 0);
        rig.Run();
        var copy = new byte[data.Length];
        rig.Chip.Psums[0].Read(6, 0, copy);
        Assert.That(copy, Is.EqualTo(data));
    }

    [Test]
    public void ARingWrapsAndItsPhaseAdvances()
    {
        var rig = new DmaRig(ringLength: 32);
        var data = DmaRig.Pattern(256 * 70, 4);
        rig.Memory.Write(Source, data);
        for (var pass = 0; pass < 3; pass++)
        {
            // A later pass overwrites slots that the engine has finished with.
            rig.RunTo(pass * 20_000);
            Assert.That(rig.Finished, Has.Count.EqualTo(pass * 25));
            for (var i = pass * 25; i < Math.Min((pass + 1) * 25, 70); i++)
                rig.Add(0, 0, Source + (i * 256), DmaRig.Sbuf(i, 0), 256);
            rig.Ring(0, 0, (pass * 20_000) + 1, pass * 25);
        }

        rig.Run();
        for (var i = 0; i < 70; i++)
            Assert.That(rig.ReadSbuf(i, 0, 256), Is.EqualTo(data.AsSpan(i * 256, 256).ToArray()), $"descriptor {i}");
        Assert.That(rig.Chip.Engines[0].Head[0].Q, Is.EqualTo(70));
    }

    [Test]
    public void RingsTakeTurnsAtPacketBoundaries()
    {
        var rig = new DmaRig();
        rig.Memory.Write(Source, new byte[4096]);
        for (var i = 0; i < 8; i++)
        {
            rig.Add(0, 0, Source, DmaRig.Sbuf(i, 0), 512, first: i % 2 == 0, last: i % 2 == 1);
            rig.Add(0, 7, Source, DmaRig.Sbuf(i, 1024), 512);
        }

        rig.Ring(0, 0);
        rig.Ring(0, 7);
        rig.Run();
        var order = string.Concat(rig.Finished.Select(r => r.Ring));
        Assert.That(order.Replace("700", "", StringComparison.Ordinal).Trim('7').Trim('0'), Is.Empty, order);
        Assert.That(order.Count(c => c == '7'), Is.EqualTo(8));
        Assert.That(rig.Finished.Where(r => r.Ring == 0).Select(r => r.DescriptorIndex), Is.EqualTo(Enumerable.Range(0, 8)));
    }

    [Test]
    public void ABarrierWaitsForAllEarlierWritesOfItsRing()
    {
        var rig = new DmaRig();
        var data = DmaRig.Pattern(16384, 5);
        rig.Memory.Write(Source, data);
        rig.Add(0, 0, Source, Source + 0x10_0000, data.Length);
        rig.Add(0, 0, Source + 0x10_0000, DmaRig.Sbuf(0, 0), data.Length, barrier: true);
        rig.Ring(0, 0);
        rig.Run();
        Assert.That(rig.ReadSbuf(0, 0, data.Length), Is.EqualTo(data));
        Assert.That(rig.Finished[1].StartedAt, Is.GreaterThanOrEqualTo(rig.Finished[0].CompletedAt));
    }

    [Test]
    public void ACompletionIncrementsASemaphoreByAStore()
    {
        var rig = new DmaRig();
        rig.Memory.Write(Source, new byte[4096]);
        rig.Memory.Write(Source + 0x1_0000, new byte[] { 16, 0, 0, 0 });
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 4096);
        rig.Add(0, 0, Source + 0x1_0000, DmaRig.SemaphoreIncrement(9), 4, barrier: true);
        rig.Ring(0, 0);
        rig.Run();
        Assert.That(rig.Chip.Sink.Count.Q, Is.EqualTo(1));
        var store = rig.Chip.Sink.Received[0];
        Assert.That((store.Address, store.Data, store.Source), Is.EqualTo((DmaRig.SemaphoreIncrement(9), 16u, 16)));
        Assert.That(rig.Chip.Sink.LastAt.Q, Is.GreaterThan(rig.Finished[0].CompletedAt));
    }
}
