using Hardware.Common.Kernel;

namespace Hardware.Testbench.Suites.Kernel;

/// <summary>Pushes the numbers 1, 2, 3 ... with a pause after each.</summary>
public sealed class TrafficSource : Component
{
    public required Producer<int> Out { get; init; }

    public required int Words { get; init; }

    /// <summary>Cycles between two words in which nothing is sent.</summary>
    public required int Gap { get; init; }

    public Reg<int> Sent { get; } = Reg.Of(0);

    public Reg<long> ResumeAt { get; } = Reg.Of(0L);

    protected override void Tick()
    {
        if (Sent.Q == Words)
        {
            Sleep();
        }
        else if (Cycle < ResumeAt.Q)
        {
            SleepUntilCycle(ResumeAt.Q);
        }
        else if (Out.TryPush(Sent.Q + 1))
        {
            Sent.Next = Sent.Q + 1;
            ResumeAt.Next = Cycle + 1 + Gap;
        }
        else
        {
            Sleep();
        }
    }
}

/// <summary>Holds one word at a time for some cycles.</summary>
public sealed class TrafficStage : Component
{
    public required Consumer<int> In { get; init; }

    public required Producer<int> Out { get; init; }

    /// <summary>Cycles beyond the first that a word is held.</summary>
    public required int Delay { get; init; }

    public Reg<bool> Busy { get; } = Reg.Of(false);

    public Reg<int> Held { get; } = Reg.Of(0);

    public Reg<long> ReadyAt { get; } = Reg.Of(0L);

    protected override void Tick()
    {
        if (Busy.Q && Cycle < ReadyAt.Q)
        {
            SleepUntilCycle(ReadyAt.Q);
        }
        else if (Busy.Q && Out.TryPush(Held.Q))
        {
            Busy.Next = false;
        }
        else if (!Busy.Q && In.TryPop(out var word))
        {
            Held.Next = word;
            Busy.Next = true;
            ReadyAt.Next = Cycle + 1 + Delay;
        }
        else
        {
            Sleep();
        }
    }
}

/// <summary>Keeps what arrives, with the tick of its arrival.</summary>
public sealed class TrafficCollector : Component
{
    public required Consumer<int> In { get; init; }

    /// <summary>Cycles that it pauses after each word.</summary>
    public required int Pause { get; init; }

    public Reg<int> Count { get; } = Reg.Of(0);

    public Reg<long> ResumeAt { get; } = Reg.Of(0L);

    public Bank<int> Words { get; } = Bank.Of<int>(TrafficCase.MostWords);

    public Bank<long> ArrivedAt { get; } = Bank.Of<long>(TrafficCase.MostWords);

    protected override void Tick()
    {
        if (Cycle < ResumeAt.Q)
        {
            SleepUntilCycle(ResumeAt.Q);
        }
        else if (In.TryPop(out var word))
        {
            Words[Count.Q] = word;
            ArrivedAt[Count.Q] = Now;
            Count.Next = Count.Q + 1;
            ResumeAt.Next = Cycle + 1 + Pause;
        }
        else
        {
            Sleep();
        }
    }
}

/// <summary>Source, stages and collector of a <see cref="TrafficCase"/>.</summary>
public sealed class TrafficPipeline : Module
{
    public TrafficPipeline(TrafficCase traffic)
    {
        Name = "pipeline";
        Grid = traffic.Clocks.Grid();
        Links = [.. traffic.Stages.Select(s => Channel.Of<int>(s.Depth))];
        Source = new TrafficSource { Out = Links[0].Producer, Words = traffic.Words, Gap = traffic.Gap, Clock = Grid.Clocks[0] };
        Stages =
        [
            .. traffic.Stages.SkipLast(1).Select((s, i) => new TrafficStage
            {
                In = Links[i].Consumer, Out = Links[i + 1].Producer, Delay = s.Delay, Clock = ClockOf(s),
            }),
        ];
        Collector = new TrafficCollector { In = Links[^1].Consumer, Pause = traffic.Stages[^1].Delay, Clock = ClockOf(traffic.Stages[^1]) };
    }

    public ClockGrid Grid { get; }

    public Channel<int>[] Links { get; }

    public TrafficSource Source { get; }

    public TrafficStage[] Stages { get; }

    public TrafficCollector Collector { get; }

    private Clock ClockOf(StageShape stage) => Grid.Clocks[stage.Clock % Grid.Clocks.Count];
}
