namespace Hardware.Common.Kernel;

/// <summary>
/// Withholds readiness or validity on channels, to prove that no result depends on timing that a channel does not promise. It must be
/// a pure function of its arguments.
/// </summary>
public interface IStallSchedule
{
    /// <summary>True if the producer of the channel must not push at this tick.</summary>
    bool StallsPush(int channel, long tick);

    /// <summary>True if the consumer of the channel must not pop at this tick.</summary>
    bool StallsPop(int channel, long tick);
}

/// <summary>Stalls each end of each channel at pseudo-random ticks.</summary>
/// <param name="Seed">Another seed gives another schedule.</param>
/// <param name="Percent">How many of 100 ticks are stalled.</param>
public sealed record RandomStalls(ulong Seed, int Percent) : IStallSchedule
{
    public bool StallsPush(int channel, long tick) => Draw(channel, tick, 0x9E3779B97F4A7C15) < (ulong)Percent;

    public bool StallsPop(int channel, long tick) => Draw(channel, tick, 0xC2B2AE3D27D4EB4F) < (ulong)Percent;

    private ulong Draw(int channel, long tick, ulong end)
    {
        var z = Seed + end + ((ulong)channel * 0xD1B54A32D192ED03) + ((ulong)tick * 0x9FB21C651E98DF25);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (z ^ (z >> 31)) % 100;
    }
}
