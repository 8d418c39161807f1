using System.Globalization;
using Hardware.Common.Numerics;
using Hardware.Testbench.Benchmarks.Peak;
using Hardware.Testbench.Boards;

namespace Hardware.Testbench.Tests.Benchmarks;

/// <summary>Programs reach what geometry and clocks allow, on both chips.</summary>
public class PeakBenchmarkTests
{
    private static IEnumerable<TestCaseData> Types =>
        from chip in ChipCatalog.Names
        from type in TensorPeak.TypesOf(ChipCatalog.Create(chip))
        select new TestCaseData(chip, type);

    /// <summary>Two operations for each multiply-add of the array and cycle, a quarter of them in FP32, by the parameter more in INT8.</summary>
    [TestCaseSource(nameof(Types))]
    public void MatrixProductsComeWithinOnePercentOfTheArray(string chip, DataType type)
    {
        var spec = ChipCatalog.Create(chip);
        var expected = 2.0 * 128 * 128 * spec.Cores.Value * spec.TensorClock.Value;
        if (type == DataType.Float32)
            expected /= 4;
        if (type == DataType.Int8)
            expected *= spec.IntegerElementsPerCycle.Value;
        Assert.That(TensorPeak.Measure(spec, type).Value, Is.EqualTo(expected).Within(1).Percent);
    }

    [TestCase("inferentia2", 2 * 128 * 1.12e9, 2 * 128 * 1.4e9)]
    [TestCase("inferentia1", 4 * 128 * 1e9, 4 * 128 * 1e9)]
    public void LanesTakeAnElementACycleWithinTwoPercent(string chip, double vector, double scalar)
    {
        var rates = LanePeak.Measure(ChipCatalog.Create(chip));
        Assert.Multiple(() =>
        {
            Assert.That(rates.Select(r => r.Name), Is.EqualTo(new[] { "VectorE fp32 elements", "VectorE fp32 operations", "ScalarE fp32 elements", "ScalarE fp32 operations" }));
            Assert.That(rates[0].Value, Is.EqualTo(vector).Within(2).Percent);
            Assert.That(rates[1].Value, Is.EqualTo(2 * vector).Within(2).Percent);
            Assert.That(rates[2].Value, Is.EqualTo(scalar).Within(2).Percent);
            Assert.That(rates[3].Value, Is.EqualTo(4 * scalar).Within(2).Percent);
        });
    }

    /// <summary>The DMA engines limit one direction; what they copy within the memory is read and written, which the memory itself limits.</summary>
    [TestCase("inferentia2", 32 * 17e9, 820e9)]
    [TestCase("inferentia1", 12 * 4.1e9, 50 * 1073741824.0)]
    public void DeviceMemoryReachesItsLimit(string chip, double oneWay, double bothWays)
    {
        var rates = MemoryPeak.Measure(ChipCatalog.Create(chip));
        Assert.Multiple(() =>
        {
            Assert.That(rates[0].Value, Is.EqualTo(oneWay).Within(2).Percent, rates[0].Name);
            Assert.That(rates[1].Value, Is.EqualTo(oneWay).Within(2).Percent, rates[1].Name);
            Assert.That(rates[2].Value, Is.EqualTo(bothWays).Within(2).Percent, rates[2].Name);
        });
    }

    /// <summary>The rate follows the chip that runs, not the one that is published.</summary>
    [Test]
    public void AnotherClockGivesAnotherRate()
    {
        var slow = ChipCatalog.Create("inferentia2").With(new Dictionary<string, long>(StringComparer.Ordinal) { ["TensorClock"] = 700_000_000 });
        var rate = TensorPeak.Measure(slow, DataType.BFloat16);
        Assert.That(rate.Value, Is.EqualTo(2.0 * 128 * 128 * 2 * 700e6).Within(1).Percent);
        Assert.That(rate.ToMeasurement().Note, Does.StartWith("published 190, 24.1 % of it"));
    }

    [TestCase("inferentia2", "TensorE bf16:1.04 TensorE fp32:1.04 TensorE int8:1.04 ScalarE:1.28 DMA:1.84")]
    [TestCase("inferentia1", "TensorE bf16:1.02 TensorE int8:1.02 ScalarE:1.89 VectorE:1.11")]
    public void PublishedFiguresThatConflictArePrinted(string chip, string expected)
    {
        var conflicts = PeakConflicts.Of(ChipCatalog.Create(chip))
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Name[$"conflict, {chip} ".Length..]}:{c.Value:F2}"));
        Assert.That(string.Join(' ', conflicts), Is.EqualTo(expected));
    }

    /// <summary>A rate that misses its limit is printed as such.</summary>
    [Test]
    public void AMissedLimitIsPrinted()
    {
        var rate = new PeakRate("chip", "x", 89e9, PeakUnit.Gigabytes, new PeakLimit(100e9, 0.1, "text")) { Published = new PublishedPeak(178e9) };
        Assert.That(rate.ReachesLimit, Is.False);
        Assert.That(rate.ToMeasurement().Note, Is.EqualTo("published 178, 50.0 % of it; limit 100, text; 89.00 % of it, NOT within 10 %"));
        Assert.That((rate with { Value = 91e9 }).ReachesLimit, Is.True);
    }
}
