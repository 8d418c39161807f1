using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Common.Observation;

namespace Hardware.Common.Tests.Dma;

public sealed class DmaFaultTests
{
    private const long Source = 0x200_0000;

    private static DmaBench WithSource()
    {
        var bench = new DmaBench();
        bench.Memory.Write(Source, new byte[4096]);
        return bench;
    }

    private static void Faults(DmaBench bench, Enum code, params string[] says) =>
        Assert.That(Fault(bench, code, says).Unit, Has.Property(nameof(AgentUnit.Kind)).EqualTo(UnitKind.Dma).And.Property(nameof(AgentUnit.Number)).EqualTo(0));

    /// <summary>A store to a register is the fault of who stores.</summary>
    private static void StoreFaults(DmaBench bench, Enum code, params string[] says) =>
        Assert.That(Fault(bench, code, says), Is.EqualTo(DmaBench.Storer));

    private static Agent Fault(DmaBench bench, Enum code, params string[] says)
    {
        var fault = Assert.Throws<ProgramFaultException>(bench.Run)!;
        Assert.That(fault.Code, Is.EqualTo(code), fault.Message);
        foreach (var part in says)
            Assert.That(fault.Message, Does.Contain(part));
        Assert.That(fault.Message, Does.Not.Contain("\n"));
        return fault.By;
    }

    [Test]
    public void ABufferThatLeavesItsSbufPartition()
    {
        var bench = WithSource();
        bench.Add(0, 2, Source, DmaBench.Sbuf(3, (192 * 1024) - 100), 101);
        bench.Ring(0, 2);
        Faults(bench, HardwareCode.DmaCrossesPartition, "ring 2", "SBUF partition 3", "writes 101 bytes");
    }

    [Test]
    public void ABufferThatLeavesTheDeviceMemory()
    {
        var bench = new DmaBench();
        bench.Add(0, 0, (16L << 30) - 4, DmaBench.Sbuf(0, 0), 8);
        bench.Ring(0, 0);
        Faults(bench, HardwareCode.DmaCrossesPartition, "reads 8 bytes", "device memory region");
    }

    [TestCase(0x50_0000_0000, 4, true, Description = "a hole of the map is not a source, even for 4 bytes")]
    [TestCase(0xfff_c003_0000, 64, false, Description = "the gap after an SBUF partition")]
    [TestCase(0xfff_c270_1800, 8, false, Description = "a semaphore takes 4 bytes")]
    public void AnAddressWithoutMemory(long address, int length, bool isSource)
    {
        var bench = WithSource();
        bench.Add(0, 0, isSource ? address : Source, isSource ? DmaBench.Sbuf(0, 0) : address, length);
        bench.Ring(0, 0);
        Faults(bench, HardwareCode.DmaAddressUnmapped, $"0x{address:x}");
    }

    [Test]
    public void DeviceMemoryNeverWritten()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 5000);
        bench.Ring(0, 0);
        Faults(bench, HardwareCode.DmaReadsUnwrittenDeviceMemory, "0x2001000");
    }

    [Test]
    public void SbufNeverWritten()
    {
        var bench = new DmaBench();
        bench.Chip.Sbufs[0].Write(9, 64, new byte[10]);
        bench.Add(0, 0, DmaBench.Sbuf(9, 64), Source, 12);
        bench.Ring(0, 0);
        Faults(bench, HardwareCode.DmaReadsUnwrittenLocalMemory, "partition 9", "byte 74");
    }

    [Test]
    public void ADescriptorOfAnotherPass()
    {
        var bench = new DmaBench(ringLength: 32);
        bench.Memory.Write(Source, new byte[4096]);
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        var stale = new byte[Descriptor.Bytes];
        Descriptor.ForRead(Source, 64, phase: 3).Encode(stale);
        bench.Memory.Write(0x10_0000, stale);
        Faults(bench, HardwareCode.DmaPhaseWrong, "carries phase 3", "phase 1 would be right");
    }

    [Test]
    public void ADescriptorNeverWritten()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        bench.Store(0, DmaSide.Write, 0, DmaRegister.TailIncrement, 1);
        bench.Store(0, DmaSide.Read, 0, DmaRegister.TailIncrement, 1);
        Faults(bench, HardwareCode.DmaRingUnwritten, "descriptor 1");
    }

    [Test]
    public void LengthsThatDiffer()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        var other = new byte[Descriptor.Bytes];
        Descriptor.ForWrite(DmaBench.Sbuf(0, 0), 65, 1).Encode(other);
        bench.Memory.Write(0x10_4000, other);
        Faults(bench, HardwareCode.DmaLengthsDiffer, "reads 64 bytes but writes 65");
    }

    [Test]
    public void AnOperationThatIsNoCopy()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        var other = new byte[Descriptor.Bytes];
        (Descriptor.ForRead(Source, 64, 1) with { Meta = 0x00180003 }).Encode(other);
        bench.Memory.Write(0x10_0000, other);
        Faults(bench, HardwareCode.DmaOperationUnsupported, "0x00180003", "0x01080003");
    }

    [Test]
    public void ADoorbellBeyondTheRing()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        bench.Store(0, DmaSide.Read, 0, DmaRegister.TailIncrement, 1024);
        StoreFaults(bench, HardwareCode.DmaRingOverrun, "1024 descriptors to 1 pending");
    }

    [Test]
    public void ARingThatMovesWhileItIsBusy()
    {
        var bench = WithSource();
        bench.Add(0, 0, Source, DmaBench.Sbuf(0, 0), 64);
        bench.Ring(0, 0);
        bench.Store(0, DmaSide.Read, 0, DmaRegister.BaseLow, 0x20_0000);
        StoreFaults(bench, HardwareCode.DmaRingBusy, "BaseLow", "1 descriptors are pending");
    }

    [TestCase(0x10_0010u, 32u)]
    [TestCase(0x10_0000u, 33u)]
    [TestCase(0x10_0000u, 0u)]
    public void ARingThatIsIllegal(uint start, uint length)
    {
        var bench = WithSource();
        bench.Store(0, DmaSide.Read, 4, DmaRegister.BaseLow, start);
        bench.Store(0, DmaSide.Read, 4, DmaRegister.Length, length);
        bench.Store(0, DmaSide.Read, 4, DmaRegister.TailIncrement, 1);
        StoreFaults(bench, HardwareCode.DmaRingIllegal, "ring 4", $"{length} slots");
    }

    [TestCase(DmaRegister.Head)]
    [TestCase((DmaRegister)0x100)]
    public void ARegisterThatCannotBeWritten(DmaRegister register)
    {
        var bench = WithSource();
        bench.Store(0, DmaSide.Read, 0, register, 1);
        StoreFaults(bench, HardwareCode.DmaRegisterUnknown, "no writable register");
    }
}
