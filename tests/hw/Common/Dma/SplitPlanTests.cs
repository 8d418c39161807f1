using Hardware.Common.Dma;

namespace Hardware.Common.Tests.Dma;

public sealed class SplitPlanTests
{
    [Property]
    public bool SplitsFollowEachOtherWithinTheirBursts(ushort address, ushort length, byte size)
    {
        var splitBytes = 64 << (size % 7);
        var plan = new SplitPlan(address, length + 1, splitBytes);
        var (offset, sound) = (0, true);
        while (offset < plan.Length)
        {
            var burst = plan.BurstAt(offset);
            var splits = SplitsOf(plan, burst);
            sound &= burst.Offset == offset && burst.Length > 0 && splits.Count == burst.Splits && splits.Sum(s => s.Length) == burst.Length
                && splits.TrueForAll(s => IsWithinOne(address, s, splitBytes)) && IsWithinOne(address, burst, splitBytes * SplitPlan.BurstSplits);
            offset += burst.Length;
        }

        return sound && offset == plan.Length;
    }

    [Property]
    public bool CopyingInAnySplitsGivesTheSameBytes(byte address, ushort length, byte size)
    {
        var source = DmaBench.Pattern(address + length + 1, length);
        var plan = new SplitPlan(address, length + 1, 64 << (size % 7));
        var target = new byte[plan.Length];
        for (var offset = 0; offset < target.Length;)
        {
            var split = plan.SplitAt(offset);
            source.AsSpan(address + split.Offset, split.Length).CopyTo(target.AsSpan(split.Offset));
            offset += split.Length;
        }

        return target.AsSpan().SequenceEqual(source.AsSpan(address));
    }

    [Test]
    public void AStoreIsOneSplitWhereverItsWordLies()
    {
        var plan = new SplitPlan(254, 4, 256, IsWhole: true);
        Assert.That((plan.BurstAt(0), plan.SplitAt(0)), Is.EqualTo((new CopyPart(0, 4, 1), new CopyPart(0, 4, 1))));
        Assert.That((plan with { IsWhole = false }).SplitAt(0).Length, Is.EqualTo(2));
    }

    /// <summary>The engine itself, with splits of other sizes: times differ, memory does not.</summary>
    [Test]
    public void MemoryIsTheSameWhateverTheSizeOfASplit([Values(64, 128, 256, 1024, 4096)] int splitBytes, [Values(0, 1, 63, 257)] int misaligned)
    {
        const long Source = 0x200_0000;
        var bench = new DmaBench(spec: TestSpec.Create(("DmaSplitBytes", splitBytes)));
        var data = DmaBench.Pattern(9000, splitBytes + misaligned);
        bench.Memory.Write(Source + misaligned, data);
        bench.Add(0, 0, Source + misaligned, DmaBench.Sbuf(3, 17), data.Length);
        bench.Add(0, 0, DmaBench.Sbuf(3, 17), Source + 0x10_0000 + 5, data.Length, barrier: true);
        bench.Ring(0, 0);
        bench.Run();
        Assert.That(bench.ReadSbuf(3, 17, data.Length), Is.EqualTo(data));
        Assert.That(bench.ReadDevice(Source + 0x10_0000 + 5, data.Length), Is.EqualTo(data));
    }

    private static List<CopyPart> SplitsOf(SplitPlan plan, CopyPart burst)
    {
        var splits = new List<CopyPart>();
        for (var offset = burst.Offset; offset < burst.Offset + burst.Length; offset += splits[^1].Length)
            splits.Add(plan.SplitAt(offset));
        return splits;
    }

    private static bool IsWithinOne(long address, CopyPart part, int bytes) =>
        (address + part.Offset) / bytes == (address + part.Offset + part.Length - 1) / bytes;
}
