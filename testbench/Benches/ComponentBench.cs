using Hardware.Common.Kernel;

namespace Hardware.Testbench.Benches;

/// <summary>A bench for a component with one channel in and one out: sends words at full rate, keeps what comes out.</summary>
public sealed class ComponentBench<TIn, TOut> : Module
    where TIn : unmanaged
    where TOut : unmanaged
{
    /// <param name="words">Words to send.</param>
    /// <param name="make">Makes the component between the two ends.</param>
    public ComponentBench(TIn[] words, Func<Consumer<TIn>, Producer<TOut>, Component> make)
    {
        Name = "bench";
        Clock = Grid.Clocks[0];
        Source = new Sender(words) { Out = Input.Producer };
        Device = make(Input.Consumer, Output.Producer);
        Sink = new Receiver { In = Output.Consumer };
    }

    /// <summary>One clock with a period of one tick.</summary>
    public ClockGrid Grid { get; } = new(("clock", 1_000_000_000));

    public Channel<TIn> Input { get; } = Channel.Of<TIn>();

    public Channel<TOut> Output { get; } = Channel.Of<TOut>();

    public Sender Source { get; }

    /// <summary>The component under test.</summary>
    public Component Device { get; }

    public Receiver Sink { get; }

    /// <summary>What came out so far.</summary>
    public IReadOnlyList<TOut> Received => Sink.Words;

    public Simulator Simulate(IStallSchedule? stalls = null) => new(this, Grid, new SimulatorOptions { Stalls = stalls, CheckOwnership = true });

    /// <summary>Pushes the words, one a cycle.</summary>
    public sealed class Sender(TIn[] words) : Component
    {
        public required Producer<TIn> Out { get; init; }

        public Reg<int> Sent { get; } = Reg.Of(0);

        protected override void Tick()
        {
            if (Sent.Q < words.Length && Out.TryPush(words[Sent.Q]))
                Sent.Next = Sent.Q + 1;
            else
                Sleep();
        }
    }

    /// <summary>Keeps what it pops. The list is the test's, not state of the netlist: do not restore snapshots of this bench.</summary>
    public sealed class Receiver : Component
    {
        private readonly List<TOut> _words = [];

        public required Consumer<TOut> In { get; init; }

        public Reg<int> Count { get; } = Reg.Of(0);

        public IReadOnlyList<TOut> Words => _words;

        protected override void Tick()
        {
            if (!In.TryPop(out var word))
            {
                Sleep();
                return;
            }

            _words.Add(word);
            Count.Next = Count.Q + 1;
        }
    }
}
