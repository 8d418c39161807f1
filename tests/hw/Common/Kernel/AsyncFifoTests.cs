using Hardware.Common.Kernel;

namespace Hardware.Common.Tests.Kernel;

public class AsyncFifoTests
{
    [Property]
    public void Words_cross_in_order_and_not_before_the_synchroniser(byte words, byte depth, bool fastReader)
    {
        var grid = new ClockGrid(("a", fastReader ? 700 : 1600), ("b", fastReader ? 1600 : 700));
        var top = new Crossing(grid, words % 30, 1 + (depth % 5));
        var simulator = new Simulator(top, grid);
        simulator.RunUntil(1_000_000);
        Assert.That(top.Reader.Words.Span[..top.Reader.Count.Q].ToArray(), Is.EqualTo(Enumerable.Range(1, words % 30)));
        if (words % 30 > 0)
        {
            var firstEdge = top.Writer.Clock.Period;
            Assert.That(top.Reader.FirstAt.Q, Is.GreaterThan(firstEdge + top.Reader.Clock.Period));
        }
    }

    private sealed class Crossing : Module
    {
        public Crossing(ClockGrid grid, int words, int depth)
        {
            Fifo = AsyncFifo.Of<int>(depth);
            Writer = new Source { Out = Fifo.Writer, Limit = words, Clock = grid.Clocks[0] };
            Reader = new Sink { In = Fifo.Reader, Clock = grid.Clocks[1] };
        }

        public AsyncFifo<int> Fifo { get; }

        public Source Writer { get; }

        public Sink Reader { get; }
    }

    private sealed class Source : Component
    {
        public required AsyncProducer<int> Out { get; init; }

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

    private sealed class Sink : Component
    {
        public required AsyncConsumer<int> In { get; init; }

        public Reg<int> Count { get; } = Reg.Of(0);

        public Reg<long> FirstAt { get; } = Reg.Of(0L);

        public Bank<int> Words { get; } = Bank.Of<int>(64);

        protected internal override void Tick()
        {
            if (!In.TryPop(out var word))
            {
                Sleep();
                return;
            }

            if (Count.Q == 0)
                FirstAt.Next = Now;
            Words[Count.Q] = word;
            Count.Next = Count.Q + 1;
        }
    }
}
