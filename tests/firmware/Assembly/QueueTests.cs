using Hardware.Firmware.Container;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Loading;
using Hardware.Inferentia1;

namespace Hardware.Firmware.Tests.Assembly;

/// <summary>Queues of a chip whose queues have one DMA engine each and may be pinned.</summary>
public sealed class QueueTests
{
    private const string Chip = ".chip inferentia1\n";

    private const string Weights = Chip + """
        .constant w fp32[2, 4] = fill(1)
        .sbuf tile fp32[2, 4]
        .semaphore loaded
        .queue pins pinned
        .dma load queue=pins update=loaded++
        copy w -> tile
        .end
        .engine sp

        """;

    [Test]
    public void QueuesAreDealtOverTheEngines()
    {
        var image = Programs.Assemble(Chip + ".queue a\n.queue b\n.queue c\n.queue d");
        Assert.That(image.Queues.Select(q => (q.FirstEngine, q.EngineCount, q.Ring)), Is.EqualTo(new[] { (0, 1, 0), (1, 1, 0), (2, 1, 0), (0, 1, 1) }));
    }

    [Test]
    public void AQueueOfSeveralEnginesIsRefused() =>
        Assert.That(Programs.Errors(Chip + ".queue a first=0 engines=2").Single().Code, Is.EqualTo(AssemblyCode.QueueTooWide));

    [Test]
    public void APinnedQueueIsRungByTheLoader()
    {
        var image = Programs.Assemble(Weights + "$loaded>=1 Halt");
        var spec = Inferentia1Spec.Create();
        var plan = ProgramLoader.Plan(image, spec);
        var doorbells = plan.RegisterStores.Where(s => (s.Address & 0xFFF) == 0x38).ToList();
        Assert.That(doorbells.Select(s => s.Data), Is.EqualTo(new uint[] { 3, 3 }), "two rows and the increment, on both sides");
        Assert.That(doorbells[0].Address, Is.GreaterThan(doorbells[1].Address), "the write side first");
    }

    [Test]
    public void ATriggerOfAPinnedBlockIsRefused()
    {
        var error = Programs.Errors(Weights + "DmaTrigger load").Single();
        Assert.That(error.Code, Is.EqualTo(AssemblyCode.PinnedBlockTriggered));
        Assert.That(error.Message, Does.Contain("wait for its semaphore instead"));
    }

    [Test]
    public void AContainerKeepsThePin()
    {
        var image = Programs.Assemble(Weights + "$loaded>=1 Halt");
        var again = ContainerReader.Read(ContainerWriter.Write(image), "pinned.neff");
        Assert.That(again.Queues.Single().IsPinned);
        Assert.That(again.Chip, Is.EqualTo("inferentia1"));
    }
}
