using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Inferentia1;
using Hardware.Inferentia2;

namespace Hardware.Common.Tests.Isa;

internal sealed class CoreAddressTests
{
    private static readonly ChipSpec[] Chips = [Inferentia1Spec.Create(), Inferentia2Spec.Create()];

    [Property]
    public void APlaceAndItsAddressNameEachOther(bool psum, byte partition, uint offset, bool second)
    {
        var spec = Chips[second ? 1 : 0];
        var place = new CoreAddress(
            psum ? LocalMemory.Psum : LocalMemory.Sbuf, partition % spec.Partitions,
            (int)(offset % (psum ? spec.PsumPartitionBytes.Value : spec.SbufPartitionBytes.Value)));
        Assert.That(CoreAddress.Decode(place.Encode(spec), spec), Is.EqualTo(place));
    }

    /// <summary>Whatever an address names has that address: no two addresses name one place.</summary>
    [Property]
    public void AnAddressNamesAPlaceOfItsOwnOrNone(uint address, bool second)
    {
        var spec = Chips[second ? 1 : 0];
        var local = address % (2 * (uint)spec.SbufWindowBytes.Value);
        var place = CoreAddress.Decode(local, spec);
        if (place.Memory == LocalMemory.None)
            Assert.That(place, Is.EqualTo(default(CoreAddress)));
        else
            Assert.That(place.Encode(spec), Is.EqualTo(local));
    }

    [Test]
    public void BetweenAndBehindPartitionsIsNothing()
    {
        foreach (var spec in Chips)
        {
            long[] gaps =
            [
                spec.SbufPartitionBytes, spec.SbufPartitionStride - 1L, spec.Partitions * spec.SbufPartitionStride.Value,
                spec.SbufWindowBytes + (spec.Partitions * spec.PsumPartitionStride.Value),
            ];
            foreach (var gap in gaps.Where(g => g != spec.SbufWindowBytes.Value))
                Assert.That(CoreAddress.Decode((uint)gap, spec).Memory, Is.EqualTo(LocalMemory.None), $"{spec.Name} 0x{gap:X}");
            Assert.That(CoreAddress.Decode((uint)spec.SbufWindowBytes.Value, spec), Is.EqualTo(new CoreAddress(LocalMemory.Psum, 0, 0)));
        }
    }
}
