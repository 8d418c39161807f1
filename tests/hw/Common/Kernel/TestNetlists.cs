using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Kernel;

/// <summary>Pushes the numbers 1, 2, 3 ... up to a limit.</summary>
internal sealed class Counter : Component
{
    public required Producer<int> Out { get; init; }

    public required int Limit { get; init; }

    public Reg<int> Sent { get; } = Reg.Of(0);

    protected internal override void Tick()
    {
        if (Sent.Q < Limit && Out.TryPush(Sent.Q + 1))
            Sent.Next = Sent.Q + 1;
        else
            Sleep();
    }
}

/// <summary>Adds one, holding a word in a register between its two channels.</summary>
internal sealed class Incrementer : Component
{
    public required Consumer<int> In { get; init; }

    public required Producer<int> Out { get; init; }

    public Reg<bool> Busy { get; } = Reg.Of(false);

    public Reg<int> Held { get; } = Reg.Of(0);

    protected internal override void Tick()
    {
        if (Busy.Q)
        {
            if (Out.TryPush(Held.Q + 1))
                Busy.Next = false;
            else
                Sleep();
        }
        else if (In.TryPop(out var word))
        {
            Held.Next = word;
            Busy.Next = true;
        }
        else
        {
            Sleep();
        }
    }
}

/// <summary>Keeps the sum and the count of what it pops, and pauses by a timer after each word.</summary>
internal sealed class Collector : Component
{
    public required Consumer<int> In { get; init; }

    public int Pause { get; init; }

    public Reg<long> Sum { get; } = Reg.Of(0L);

    public Reg<int> Count { get; } = Reg.Of(0);

    public Reg<long> ResumeAt { get; } = Reg.Of(0L);

    public Bank<int> Words { get; } = Bank.Of<int>(256);

    protected internal override void Tick()
    {
        if (Cycle < ResumeAt.Q)
        {
            SleepUntilCycle(ResumeAt.Q);
        }
        else if (In.TryPop(out var word))
        {
            Words[Count.Q] = word;
            Sum.Next = Sum.Q + word;
            Count.Next = Count.Q + 1;
            ResumeAt.Next = Cycle + 1 + Pause;
        }
        else
        {
            Sleep();
        }
    }
}

/// <summary>A pipeline over three clocks: counter, incrementers, collector.</summary>
internal sealed class Pipeline : Module
{
    public Pipeline(ClockGrid grid, int words, int stages, int depth, int pause)
    {
        Clock = grid.Clocks[0];
        Links = Channel.Row<int>(stages + 1, depth);
        Source = new Counter { Out = Links[0].Producer, Limit = words };
        Stages = new Incrementer[stages];
        for (var i = 0; i < stages; i++)
            Stages[i] = new Incrementer { In = Links[i].Consumer, Out = Links[i + 1].Producer, Clock = grid.Clocks[i % grid.Clocks.Count] };
        Sink = new Collector { In = Links[stages].Consumer, Pause = pause, Clock = grid.Clocks[^1] };
    }

    public Channel<int>[] Links { get; }

    public Counter Source { get; }

    public Incrementer[] Stages { get; }

    public Collector Sink { get; }

    public static ClockGrid Grid() => new(("tensor", 2_800_000_000), ("vector", 1_120_000_000), ("scalar", 1_400_000_000), ("memory", 1_600_000_000));
}
