using Hardware.Common.Dma;

namespace Hardware.Common.Tests.Dma;

public sealed class DescriptorTests
{
    [Property]
    public bool EveryDescriptorSurvivesItsBytes(uint control, uint meta, ulong address)
    {
        var descriptor = new Descriptor(control, meta, address);
        Span<byte> bytes = stackalloc byte[Descriptor.Bytes];
        descriptor.Encode(bytes);
        return Descriptor.Decode(bytes) == descriptor;
    }

    [Property]
    public bool TheFieldsOfACopyAreReadBack(ushort length, byte phase, bool first, bool last, bool barrier, uint address)
    {
        var bytes = length == 0 ? Descriptor.MaximumLength : length;
        var read = Descriptor.ForRead(address, bytes, phase, first, last, barrier);
        var write = Descriptor.ForWrite(address, bytes, phase, first, last);
        return read.Length == bytes && read.Phase == (phase & 3) && read.IsFirst == first && read.IsLast == last
            && read.HasWriteBarrier == barrier && read.Address == address && !read.HasMemoryBarrier && !read.InterruptsHost
            && write.Length == bytes && write.Phase == (phase & 3) && write.IsFirst == first && write.IsLast == last && write.Meta == 0;
    }

    [Test]
    public void APlainCopyHasThePublicBytes()
    {
        var bytes = new byte[Descriptor.Bytes];
        Descriptor.ForRead(0x12_3456_789A, 0x1000, phase: 1).Encode(bytes);
        Assert.That(Convert.ToHexString(bytes), Is.EqualTo("0010000D" + "03000801" + "9A78563412000000"));
    }

    [Test]
    public void AStoreCarriesItsWordInItsOwnRing()
    {
        var ring = new DescriptorRing(0x4000, 32);
        var bytes = new byte[ring.ByteLength];
        Descriptor.ForStore(0x12_3456_789A, 0xCAFE_0001, ring.PhaseOf(3)).Encode(bytes.AsSpan(3 * Descriptor.Bytes));
        var decoded = Descriptor.Decode(bytes.AsSpan(3 * Descriptor.Bytes));
        Assert.That((decoded.Length, decoded.Address, decoded.Meta), Is.EqualTo((4, 0x12_3456_789AUL, 0xCAFE_0001u)));
        Assert.That(BitConverter.ToUInt32(bytes, (int)(ring.StoredWordOf(3) - ring.Base)), Is.EqualTo(0xCAFE_0001));
    }

    [TestCase(0)]
    [TestCase(65537)]
    public void ALengthThatTheFieldCannotHoldIsRefused(int length) =>
        Assert.That(() => Descriptor.ForRead(0, length, 1), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void ThePhaseAdvancesOnEachPassOverTheRing()
    {
        var ring = new DescriptorRing(0x4000, 32);
        Assert.That(ring.PhaseOf(0), Is.EqualTo(1));
        Assert.That(ring.PhaseOf(31), Is.EqualTo(1));
        Assert.That(ring.PhaseOf(32), Is.EqualTo(2));
        Assert.That(ring.PhaseOf(96), Is.EqualTo(0));
        Assert.That(ring.PhaseOf(128), Is.EqualTo(1));
        Assert.That(ring.AddressOf(33), Is.EqualTo(0x4010));
    }

    [TestCase(1, 32)]
    [TestCase(32, 32)]
    [TestCase(33, 48)]
    public void ARingHasALegalLength(int descriptors, int length)
    {
        Assert.That(DescriptorRing.LengthFor(descriptors), Is.EqualTo(length));
        Assert.That(new DescriptorRing(0x100, length).IsLegal);
        Assert.That(new DescriptorRing(0x80, length).IsLegal, Is.False);
    }
}
