using Hardware.Common.Diagnostics;
using Hardware.Common.Dma;
using Hardware.Common.Execution;

namespace Hardware.Common.Tests.Dma;

public sealed class DmaFaultTests
{
    private const long Source = 0x200_0000;

    private static DmaRig WithSource()
    {
        var rig = new DmaRig();
        rig.Memory.Write(Source, new byte[4096]);
        return rig;
    }

    private static void Faults(DmaRig rig, DiagnosticCode code, params string[] says)
    {
        var fault = Assert.Throws<ProgramFaultException>(rig.Run)!;
        Assert.That(fault.Code, Is.EqualTo(code), fault.Message);
        Assert.That(fault.By.Unit, Is.EqualTo(16));
        foreach (var part in says)
            Assert.That(fault.Message, Does.Contain(part));
        Assert.That(fault.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void ABufferThatLeavesItsSbufPartition()
    {
        var rig = WithSource();
        rig.Add(0, 2, Source, DmaRig.Sbuf(3, (192 * 1024) - 100), 101);
        rig.Ring(0, 2);
        Faults(rig, DiagnosticCode.DmaCrossesPartition, "ring 2", "SBUF partition 3", "writes 101 bytes");
    }

    [Test]
    public void ABufferThatLeavesTheDeviceMemory()
    {
        var rig = new DmaRig();
        rig.Add(0, 0, (16L << 30) - 4, DmaRig.Sbuf(0, 0), 8);
        rig.Ring(0, 0);
        Faults(rig, DiagnosticCode.DmaCrossesPartition, "reads 8 bytes", "device memory region");
    }

    [TestCase(0x50_0000_0000, 4, true, Description = "a hole of the map is not a source, even for 4 bytes")]
    [TestCase(0xfff_c003_0000, 64, false, Description = "the gap after an SBUF partition")]
    [TestCase(0xfff_c270_1800, 8, false, Description = "a semaphore takes 4 bytes")]
    public void AnAddressWithoutMemory(long address, int length, bool isSource)
    {
        var rig = WithSource();
        rig.Add(0, 0, isSource ? address : Source, isSource ? DmaRig.Sbuf(0, 0) : address, length);
        rig.Ring(0, 0);
        Faults(rig, DiagnosticCode.DmaAddressUnmapped, $"0x{address:x}");
    }

    [Test]
    public void DeviceMemoryNeverWritten()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 5000);
        rig.Ring(0, 0);
        Faults(rig, DiagnosticCode.DmaReadsUnwrittenDeviceMemory, "0x2001000");
    }

    [Test]
    public void SbufNeverWritten()
    {
        var rig = new DmaRig();
        rig.Chip.Sbufs[0].Write(9, 64, new byte[10]);
        rig.Add(0, 0, DmaRig.Sbuf(9, 64), Source, 12);
        rig.Ring(0, 0);
        Faults(rig, DiagnosticCode.DmaReadsUnwrittenLocalMemory, "partition 9", "byte 74");
    }

    [Test]
    public void ADescriptorOfAnotherPass()
    {
        var rig = new DmaRig(ringLength: 32);
        rig.Memory.Write(Source, new byte[4096]);
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        var stale = new byte[Descriptor.Bytes];
        Descriptor.ForRead(Source, 64, phase: 3).Encode(stale);
        rig.Memory.Write(0x10_0000, stale);
        Faults(rig, DiagnosticCode.DmaPhaseWrong, "carries phase 3", "phase 1 would be right");
    }

    [Test]
    public void ADescriptorNeverWritten()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        rig.Store(0, DmaSide.Write, 0, DmaRegister.TailIncrement, 1);
        rig.Store(0, DmaSide.Read, 0, DmaRegister.TailIncrement, 1);
        Faults(rig, DiagnosticCode.DmaRingUnwritten, "descriptor 1");
    }

    [Test]
    public void LengthsThatDiffer()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        var other = new byte[Descriptor.Bytes];
        Descriptor.ForWrite(DmaRig.Sbuf(0, 0), 65, 1).Encode(other);
        rig.Memory.Write(0x10_4000, other);
        Faults(rig, DiagnosticCode.DmaLengthsDiffer, "reads 64 bytes but writes 65");
    }

    [Test]
    public void AnOperationThatIsNoCopy()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        var other = new byte[Descriptor.Bytes];
        (Descriptor.ForRead(Source, 64, 1) with { Meta = 0x00180003 }).Encode(other);
        rig.Memory.Write(0x10_0000, other);
        Faults(rig, DiagnosticCode.DmaOperationUnsupported, "0x00180003", "0x01080003");
    }

    [Test]
    public void ADoorbellBeyondTheRing()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        rig.Store(0, DmaSide.Read, 0, DmaRegister.TailIncrement, 1024);
        Faults(rig, DiagnosticCode.DmaRingOverrun, "1024 descriptors to 1 pending");
    }

    [Test]
    public void ARingThatMovesWhileItIsBusy()
    {
        var rig = WithSource();
        rig.Add(0, 0, Source, DmaRig.Sbuf(0, 0), 64);
        rig.Ring(0, 0);
        rig.Store(0, DmaSide.Read, 0, DmaRegister.BaseLow, 0x20_0000);
        Faults(rig, DiagnosticCode.DmaRingBusy, "BaseLow", "1 descriptors are pending");
    }

    [TestCase(0x10_0010u, 32u)]
    [TestCase(0x10_0000u, 33u)]
    [TestCase(0x10_0000u, 0u)]
    public void ARingThatIsIllegal(uint start, uint length)
    {
        var rig = WithSource();
        rig.Store(0, DmaSide.Read, 4, DmaRegister.BaseLow, start);
        rig.Store(0, DmaSide.Read, 4, DmaRegister.Length, length);
        rig.Store(0, DmaSide.Read, 4, DmaRegister.TailIncrement, 1);
        Faults(rig, DiagnosticCode.DmaRingIllegal, "ring 4", $"{length} slots");
    }

    [TestCase(DmaRegister.Head)]
    [TestCase((DmaRegister)0x100)]
    public void ARegisterThatCannotBeWritten(DmaRegister register)
    {
        var rig = WithSource();
        rig.Store(0, DmaSide.Read, 0, register, 1);
        Faults(rig, DiagnosticCode.DmaRegisterUnknown, "no writable register");
    }
}
