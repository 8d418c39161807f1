using Hardware.Common.Kernel;

namespace Hardware.Testbench.Generators;

/// <summary>Stalls one end of some channels for a while, again and again.</summary>
/// <param name="Lane">Channels whose index is this, modulo <see cref="StallPlan.Lanes"/>.</param>
/// <param name="Push">The producer is stalled; otherwise the consumer.</param>
/// <param name="Start">First stalled tick of each period.</param>
/// <param name="Length">Stalled ticks of each period.</param>
public readonly record struct StallBurst(int Lane, bool Push, int Start, int Length)
{
    public override string ToString() => $"{(Push ? "push" : "pop")} of channels {Lane} mod {StallPlan.Lanes}, {Length} ticks from {Start}";
}

/// <summary>
/// A stall schedule as plain data: a share of all ticks at every end of every channel, and bursts. Each value is legal and lets traffic go on.
/// </summary>
/// <param name="Percent">Ticks of 100 that are stalled at every end, 0 to <see cref="MostPercent"/>.</param>
/// <param name="Seed">Which ticks those are.</param>
/// <param name="Bursts">Longer stalls.</param>
public sealed record StallPlan(int Percent, int Seed, StallBurst[] Bursts) : IStallSchedule
{
    /// <summary>Groups of channels that bursts tell apart.</summary>
    public const int Lanes = 8;

    public const int MostPercent = 85;

    /// <summary>Ticks after which bursts repeat: prime, so that no clock's edges all fall into a burst.</summary>
    public const int Period = 997;

    public const int MostBursts = 4;

    /// <summary>So short that all bursts together leave a part of each period free.</summary>
    public const int LongestBurst = 180;

    public static StallPlan None { get; } = new(0, 0, []);

    // Made on first use, and again in a copy that differs.
    private RandomStalls Share => _share is { } share && share.Percent == Percent && share.Seed == (ulong)Seed
        ? share
        : _share = new RandomStalls((ulong)Seed, Percent);

    private RandomStalls? _share;

    public bool IsNone => Percent == 0 && Bursts.Length == 0;

    public bool StallsPush(int channel, long tick) => Share.StallsPush(channel, tick) || InBurst(channel, tick, push: true);

    public bool StallsPop(int channel, long tick) => Share.StallsPop(channel, tick) || InBurst(channel, tick, push: false);

    public override string ToString() =>
        IsNone ? "no stalls" : $"stalls of {Percent} % (seed {Seed})" + string.Concat(Bursts.Select(b => "; " + b));

    private bool InBurst(int channel, long tick, bool push)
    {
        foreach (var burst in Bursts)
        {
            if (burst.Push == push && burst.Lane == channel % Lanes && (tick - burst.Start + Period) % Period < burst.Length)
                return true;
        }

        return false;
    }
}
