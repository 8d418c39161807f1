using Hardware.Common.Chip;
using Hardware.Common.Isa;
using Hardware.Inferentia1;
using Hardware.Inferentia2;

namespace Hardware.Common.Tests.Chip;

public class ChipClocksTests
{
    [Test]
    public void Inferentia2_has_a_grid_of_11_2_GHz()
    {
        var clocks = new ChipClocks(Inferentia2Spec.Create());
        Assert.That(clocks.Grid.TicksPerSecond, Is.EqualTo(11_200_000_000));
        Assert.That(
            clocks.Grid.Clocks.Select(c => (c.Name, c.Period)),
            Is.EqualTo(new[] { ("tensor", 4L), ("vector", 10L), ("scalar", 8L), ("gpsimd", 8L), ("base", 8L), ("memory", 7L) }));
    }

    [Test]
    public void Inferentia1_has_a_grid_of_8_GHz_and_no_clock_of_GpSimdE()
    {
        var clocks = new ChipClocks(Inferentia1Spec.Create());
        Assert.That(clocks.Grid.TicksPerSecond, Is.EqualTo(8_000_000_000));
        Assert.That(
            clocks.Grid.Clocks.Select(c => (c.Name, c.Period)),
            Is.EqualTo(new[] { ("tensor", 16L), ("vector", 8L), ("scalar", 8L), ("base", 8L), ("memory", 5L) }));
    }

    [Test]
    public void Each_engine_has_the_clock_of_its_parameter_and_SyncE_the_base_clock()
    {
        var clocks = new ChipClocks(TestSpec.Create(("VectorClock", 700_000_000)));
        Assert.That(clocks.Of(Engine.Vector).Period, Is.EqualTo(16));
        Assert.That(clocks.Of(Engine.Tensor).Period, Is.EqualTo(4));
        Assert.That(clocks.Of(Engine.Sync), Is.SameAs(clocks.Base));
        Assert.That(clocks.DeviceMemory.Name, Is.EqualTo("memory"));
    }
}
