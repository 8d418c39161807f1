using Hardware.Common.Isa;

namespace Hardware.Common.Tests.Isa;

internal sealed class AccessPatternTests
{
    /// <summary>The loop that a pattern stands for, written out.</summary>
    [Property]
    public void OffsetsAreThoseOfNestedLoops(int seed)
    {
        var random = new Random(seed);
        var pattern = new AccessPattern { Dimensions = (byte)random.Next(1, AccessPattern.MaximumDimensions + 1) };
        var (sizes, steps) = (new int[AccessPattern.MaximumDimensions], new int[AccessPattern.MaximumDimensions]);
        for (var d = 0; d < AccessPattern.MaximumDimensions; d++)
        {
            // What lies beyond the dimensions in use must not matter.
            (sizes[d], steps[d]) = (random.Next(1, 6), random.Next(-300, 300));
            (pattern.Sizes[d], pattern.Steps[d]) = ((ushort)sizes[d], (short)steps[d]);
            if (d >= pattern.Dimensions)
                (sizes[d], steps[d]) = (1, 0);
        }

        var offsets = new List<int>();
        for (var d3 = 0; d3 < sizes[3]; d3++)
        {
            for (var d2 = 0; d2 < sizes[2]; d2++)
            {
                for (var d1 = 0; d1 < sizes[1]; d1++)
                {
                    for (var d0 = 0; d0 < sizes[0]; d0++)
                        offsets.Add((d0 * steps[0]) + (d1 * steps[1]) + (d2 * steps[2]) + (d3 * steps[3]));
                }
            }
        }

        Assert.That(pattern.ElementsPerPartition, Is.EqualTo(offsets.Count));
        Assert.That(Enumerable.Range(0, offsets.Count).Select(pattern.OffsetOf), Is.EqualTo(offsets));
        Assert.That(pattern.Extent, Is.EqualTo((offsets.Min(), offsets.Max())));
    }

    [Test]
    public void AnUnusedOperandReachesNothing()
    {
        var pattern = default(AccessPattern);
        Assert.That((pattern.OffsetOf(0), pattern.Extent), Is.EqualTo((0, (0, 0))));
    }

    /// <summary>The largest pattern of a row does not overflow.</summary>
    [Test]
    public void ALongRowOfLargeSteps()
    {
        var pattern = new AccessPattern { Dimensions = 1 };
        (pattern.Sizes[0], pattern.Steps[0]) = (ushort.MaxValue, short.MinValue);
        Assert.That(pattern.OffsetOf(ushort.MaxValue - 1), Is.EqualTo((ushort.MaxValue - 1) * short.MinValue));
        Assert.That(pattern.Extent, Is.EqualTo(((ushort.MaxValue - 1) * short.MinValue, 0)));
    }
}
