using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Interconnect;

public class SharedPortTests
{
    [Property(MaxTest = 30)]
    public void Users_of_different_clocks_hold_the_port_by_turns_and_never_together(byte first, byte second, bool neverSleep)
    {
        var grid = new ClockGrid(("a", 1120), ("b", 1400));
        var top = new Contest(grid, 1 + (first % 9), 1 + (second % 9));
        var simulator = new Simulator(top, grid, new SimulatorOptions { NeverSleep = neverSleep, EvaluationShuffle = first });
        var turns = new List<int>();
        var last = -1;
        while (simulator.Step(20_000))
        {
            Assert.That(top.Users.Count(u => u.Holding.Q), Is.LessThanOrEqualTo(1));
            if (top.Port.Holder >= 0 && top.Port.Holder != last)
                turns.Add(last = top.Port.Holder);
        }

        Assert.That(top.Users.Select(u => u.Turns.Q), Is.All.EqualTo(20), "both got every turn that they asked for");
        Assert.That(turns, Has.Count.EqualTo(40), "two users that always ask alternate");
    }

    private sealed class Contest : Module
    {
        public Contest(ClockGrid grid, int first, int second)
        {
            Port = new SharedPort(2);
            Users = [new User { End = Port.Ends[0], Length = first, Clock = grid["a"] }, new User { End = Port.Ends[1], Length = second, Clock = grid["b"] }];
        }

        public SharedPort Port { get; }

        public User[] Users { get; }
    }

    /// <summary>Takes 20 turns of a number of cycles each, and asks for the next as it gives one back.</summary>
    private sealed class User : Component
    {
        public required SharedPortEnd End { get; init; }

        public required int Length { get; init; }

        public Reg<bool> Holding { get; } = Reg.Of<bool>();

        public Reg<int> Turns { get; } = Reg.Of<int>();

        public Reg<long> Until { get; } = Reg.Of<long>();

        protected internal override void OnElaborated() => End.Listen(this);

        protected internal override void Tick()
        {
            if (Holding.Q)
            {
                if (Cycle < Until.Q)
                    return;
                Holding.Next = false;
                Turns.Next = Turns.Q + 1;
                End.Release();
                if (Turns.Q + 1 < 20)
                    End.Request();
            }
            else if (End.Granted && Turns.Q < 20)
            {
                Holding.Next = true;
                Until.Next = Cycle + Length;
            }
            else
            {
                if (!End.Requested && Turns.Q < 20)
                    End.Request();
                Sleep();
            }
        }
    }
}
