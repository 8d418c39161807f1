using Hardware.Common.Diagnostics;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Kernel;

public class ClockGridTests
{
    [Test]
    public void Inferentia2_clocks_share_a_grid_of_11_2_GHz()
    {
        var grid = new ClockGrid(("tensor", 2_800_000_000), ("base", 1_400_000_000), ("vector", 1_120_000_000), ("memory", 1_600_000_000));
        Assert.That(grid.TicksPerSecond, Is.EqualTo(11_200_000_000));
        Assert.That(grid.Clocks.Select(c => c.Period), Is.EqualTo((long[])[4, 8, 10, 7]));
    }

    [Test]
    public void Times_are_floored_to_femtoseconds_without_floating_point()
    {
        var grid = new ClockGrid(("tick", 11_200_000_000));
        Assert.That(grid.ToFemtoseconds(1), Is.EqualTo(89_285));
        Assert.That(grid.ToFemtoseconds(11_200_000_000L * 3600), Is.EqualTo(3_600_000_000_000_000_000));
        for (long tick = 1; tick < 100_000_000_000_000; tick = (tick * 3) + 1)
            Assert.That(grid.FromFemtoseconds(grid.ToFemtoseconds(tick)), Is.EqualTo(tick));
    }

    [Test]
    public void A_grid_that_is_too_fine_is_refused()
    {
        var error = Assert.Throws<InputException>(() => new ClockGrid(("a", 2_800_000_001), ("b", 1_399_999_999)))!;
        Assert.That(error.Code, Is.EqualTo(HardwareCode.ClockGridTooFine));
        Assert.That(error.Message, Does.Contain("common factor"));
    }

    [Test]
    public void A_clock_without_frequency_is_refused() =>
        Assert.That(
            Assert.Throws<InputException>(() => new ClockGrid(("a", 0)))!.Code, Is.EqualTo(HardwareCode.ClockFrequencyNotPositive));
}
