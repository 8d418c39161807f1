using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Inferentia2.Tests;

public class Inferentia2SpecTests
{
    private static readonly ChipSpec Spec = Inferentia2Spec.Create();

    [Test]
    public void Every_number_has_a_unit_a_source_and_lies_in_its_range()
    {
        foreach (var (name, parameter) in Spec.All)
        {
            using (Assert.EnterMultipleScope())
            {
                Assert.That(parameter.Unit, Is.Not.Empty, name);
                Assert.That(parameter.Source, Is.Not.Empty, name);
                Assert.That(parameter.Value, Is.InRange(parameter.Minimum, parameter.Maximum), name);
            }
        }

        Assert.That(Spec.All.Count(), Is.EqualTo(ChipSpec.Names.Count).And.GreaterThan(50));
    }

    [Test]
    public void Peak_rates_follow_from_the_numbers()
    {
        var array = (long)Spec.Partitions * Spec.Partitions * 2 * Spec.TensorClock;
        Assert.That(array, Is.EqualTo(91_750_400_000_000), "91.75 TFLOPS a core");
        Assert.That((long)Spec.Partitions * Spec.SbufPartitionBytes, Is.EqualTo(24L << 20));
        Assert.That((long)Spec.Partitions * Spec.PsumPartitionBytes, Is.EqualTo(2L << 20));
        Assert.That(Spec.PsumBankBytes, Is.EqualTo(2048));
    }

    [Test]
    public void Addresses_are_those_of_the_public_driver()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Spec.CoreApertureBase.Value, Is.EqualTo(0xfffc0000000));
            Assert.That(Spec.DmaRegisterBase.Value, Is.EqualTo(0xffff0000000));
            Assert.That(Spec.DeviceMemoryRegionStride.Value, Is.EqualTo(0x1000000000));
            Assert.That(CoreAddress.Decode(0x1020000, Spec), Is.EqualTo(new CoreAddress(LocalMemory.Sbuf, 64, 0x20000)));
            Assert.That(CoreAddress.Decode(0x2001000, Spec), Is.EqualTo(new CoreAddress(LocalMemory.Psum, 0, 0x1000)));
            Assert.That(CoreAddress.Decode(0x30000, Spec).Memory, Is.EqualTo(LocalMemory.None), "192 KiB of a 256 KiB stride exist");
        }
    }

    [Property]
    public void Addresses_round_trip(bool psum, byte partition, uint offset)
    {
        var place = psum
            ? new CoreAddress(LocalMemory.Psum, partition % 128, (int)(offset % (16 * 1024)))
            : new CoreAddress(LocalMemory.Sbuf, partition % 128, (int)(offset % (192 * 1024)));
        Assert.That(CoreAddress.Decode(place.Encode(Spec), Spec), Is.EqualTo(place));
    }

    [Test]
    public void The_clocks_fit_one_grid()
    {
        var grid = new ClockGrid(("t", Spec.TensorClock), ("v", Spec.VectorClock), ("s", Spec.ScalarClock), ("m", Spec.DeviceMemoryClock));
        Assert.That(grid.TicksPerSecond, Is.EqualTo(11_200_000_000));
    }

    [Test]
    public void Overrides_are_checked_and_leave_the_original_alone()
    {
        var changed = Spec.With(new Dictionary<string, long>(StringComparer.Ordinal) { ["accessstartcycles"] = 10 });
        Assert.That((changed.AccessStartCycles.Value, Spec.AccessStartCycles.Value), Is.EqualTo((10L, 60L)));
        var unknown = Assert.Throws<InputException>(() => Spec.With(new Dictionary<string, long>(StringComparer.Ordinal) { ["AccesStartCycles"] = 1 }))!;
        Assert.That(unknown.OneLine, Does.Contain("did you mean").IgnoreCase.And.Contain("AccessStartCycles"));
        var range = Assert.Throws<InputException>(() => Spec.With(new Dictionary<string, long>(StringComparer.Ordinal) { ["PsumBanks"] = 9 }))!;
        Assert.That(range.OneLine, Does.Contain("1 to 8 banks"));
    }
}
