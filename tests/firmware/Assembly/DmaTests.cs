using Hardware.Firmware.Image;

namespace Hardware.Firmware.Tests.Assembly;

public sealed class DmaTests
{
    private const string Declarations = """
        .input x fp32[256, 64]
        .scratch z fp32[256, 64]
        .input big fp32[1, 40000]
        .input row fp32[64]
        .sbuf a fp32[128, 64]
        .sbuf w fp32[1, 40000]
        .psum p fp32[128, 4096]
        .semaphore s
        .queue q engines=16
        .queue half engines=4 first=8

        """;

    [Test]
    public void PartitionsAreDealtInNeighbours()
    {
        var engines = Instance("copy x[128:256] -> a").Engines;
        Assert.That(engines.Select(e => e.Count), Is.All.EqualTo(8));
        Assert.That(engines[3][2], Is.EqualTo(new DmaTransfer(DmaPlace.InTensor(0, (128 + 26) * 256), DmaPlace.OnChip(0, 26 * 0x40000), 256)));
    }

    [Test]
    public void AColumnIsOneDescriptorAnElement()
    {
        var engines = Instance("copy a[0:4, 7] -> z[0:4, 9]").Engines;
        Assert.That(engines[0], Is.EqualTo(Enumerable.Range(0, 4).Select(r =>
            new DmaTransfer(DmaPlace.OnChip(0, (r * 0x40000) + 28), DmaPlace.InTensor(1, (r * 256) + 36), 4))));
    }

    [Test]
    public void ATransposeMovesElementByElement()
    {
        var engines = Instance("copy x[0:64, 0:2].permute(1, 0) -> a[0:2, 0:64]").Engines;
        Assert.That(engines[0], Has.Count.EqualTo(128));
        Assert.That(engines[0][65], Is.EqualTo(new DmaTransfer(DmaPlace.InTensor(0, (1 * 256) + 4), DmaPlace.OnChip(0, 0x40000 + 4), 4)));
    }

    [Test]
    public void ARowIsSpreadOverPartitions()
    {
        var engines = Instance("copy row[bc 128, :] -> a").Engines;
        Assert.That(engines.SelectMany(e => e).Select(t => t.Source).Distinct(), Is.EqualTo(new[] { DmaPlace.InTensor(3, 0) }));
        Assert.That(engines.Sum(e => e.Count), Is.EqualTo(128));
    }

    [Test]
    public void LongRunsAreSplit() => Assert.That(
        Instance("copy big -> w").Engines[0].Select(t => (t.Source.Offset, t.Bytes)), Is.EqualTo(new[] { (0L, 65536), (65536L, 65536), (131072L, 28928) }));

    [Test]
    public void NoDescriptorRunsFromOnePartitionIntoTheNext()
    {
        var engines = Instance("copy a -> p[:, 0:64]").Engines;
        Assert.That(engines.SelectMany(e => e).Select(t => t.Bytes), Is.All.EqualTo(256));
        // Whole PSUM partitions follow each other in the address space.
        engines = Instance("copy p.reshape(128, 64, 64)[:, 0] -> a").Engines;
        Assert.That(engines.SelectMany(e => e).Count(), Is.EqualTo(128));
    }

    [Test]
    public void CopiesWithinDeviceMemoryAreDealtEvenly()
    {
        var engines = Instance("copy x[0:32, 0:8] -> z[0:32, 0:8]").Engines;
        Assert.That(engines.Select(e => e.Count), Is.All.EqualTo(2));
    }

    [Test]
    public void AQueueOfFourEnginesServesThirtyTwoPartitionsEach()
    {
        var image = Programs.Assemble(Declarations + ".dma d queue=half update=s++\ncopy x[0:64] -> a[32:96]\n.end");
        Assert.That(image.DmaBlocks[0].Instances[0].Engines.Select(e => e.Count), Is.EqualTo(new[] { 0, 32, 32, 0 }));
        Assert.That(Enumerable.Range(0, 4).Select(image.DmaBlocks[0].DescriptorsOn), Is.EqualTo(new[] { 1, 33, 33, 1 }));
    }

    [Test]
    public void RepeatsInterleaveInTheRing()
    {
        var image = Programs.Assemble(Declarations + """
            .repeat i in 0..3
            .dma up queue=q update=s++
            copy x[i] -> a[0]
            .end
            .dma down queue=q
            copy a[1] -> z[i]
            .end
            .end
            .dma last[i in 0..2] queue=q
            copy x[i+100] -> a[0]
            .end
            """);
        Assert.That(image.Queues[0].Order.Select(e => (e.Block, e.Instance)),
            Is.EqualTo(new[] { (0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2), (2, 0), (2, 1) }));
        Assert.That(image.DmaBlocks[0].Instances.Select(i => i.Engines[0][0].Source.Offset), Is.EqualTo(new[] { 0L, 256, 512 }));
        Assert.That(image.DmaBlocks[1].Instances.Select(i => i.Engines[0][0].Destination.Offset), Is.EqualTo(new[] { 0L, 256, 512 }));
        Assert.That(image.DmaBlocks[2].Instances.Select(i => i.Engines[0][0].Source.Offset), Is.EqualTo(new[] { 25600L, 25856 }));
    }

    private static DmaInstance Instance(string copy) => Programs.Assemble($"{Declarations}.dma d queue=q\n{copy}\n.end").DmaBlocks[0].Instances[0];
}
