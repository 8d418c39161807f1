using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Parameters;

namespace Hardware.Common.Tests.Memories;

public sealed class MemoryControllerTests
{
    private const long SecondStack = 0x10_0000_0000;

    [Test]
    public void ALoneAccessTakesTheLatency()
    {
        var (bench, _) = Run([(0, 0x1000, 256)]);
        // Served at the memory clock's first edge after the base clock's first (ticks 14 and 8); 256 bytes at 410 B/ns are 6.99 ticks.
        Assert.That(bench.Users[0].ReadyAt[0], Is.EqualTo(14 + 7 + (320 * 7)));
    }

    [Test]
    public void OneStackServesAllUsersAtItsRateAndTheOtherIsFree()
    {
        var list = Enumerable.Range(0, 300).Select(i => (i % 3, i % 3 == 2 ? SecondStack : 0x1000L, 2048)).ToArray();
        var (bench, _) = Run(list);
        var last = bench.Users.Select(u => u.ReadyAt.Items.Max() - (320 * 7)).ToArray();
        // Users 0 and 1 share a stack: 200 requests of 2048 bytes at 410 B/ns on an 11.2 GHz grid; user 2 has 100 for itself.
        Assert.That(last[0], Is.EqualTo(14 + (200 * 2048 * 11.2 / 410)).Within(1).Percent);
        Assert.That(last[1], Is.EqualTo(last[0]).Within(1).Percent);
        Assert.That(last[2], Is.EqualTo(14 + (100 * 2048 * 11.2 / 410)).Within(1).Percent);
    }

    [Test]
    public void OrderOfEvaluationAndSleepingChangeNothing()
    {
        var random = new Random(12);
        var list = Enumerable.Range(0, 200).Select(_ => (random.Next(3), random.Next(1 << 20) + (random.Next(2) * SecondStack), random.Next(1, 4096))).ToArray();
        var plain = Run(list).Simulator.Digest();
        Assert.That(Run(list, new SimulatorOptions { EvaluationShuffle = 4 }).Simulator.Digest(), Is.EqualTo(plain));
        Assert.That(Run(list, new SimulatorOptions { NeverSleep = true }).Simulator.Digest(), Is.EqualTo(plain));
    }

    private static (Bench Bench, Simulator Simulator) Run((int User, long Address, int Bytes)[] list, SimulatorOptions? options = null)
    {
        var spec = TestSpec.Create();
        var grid = TestSpec.Grid(spec);
        var bench = new Bench(spec, grid);
        foreach (var (user, address, bytes) in list)
            bench.Users[user].List.Add(new MemoryRequest { Address = address, Bytes = bytes, Tag = bench.Users[user].List.Count });
        var simulator = new Simulator(bench, grid, options);
        simulator.RunUntil(8 * 4000);
        foreach (var user in bench.Users)
            Assert.That(user.ReadyAt.Items.Count(t => t > 0), Is.EqualTo(user.List.Count));
        return (bench, simulator);
    }

    private sealed class Bench : Module
    {
        public Bench(ChipSpec spec, ClockGrid grid)
        {
            Clock = grid["base"];
            Controller = new MemoryController
            {
                Clock = grid["memory"],
                Spec = spec,
                Memory = Memory,
                Requests = [.. Requests.Select(c => c.Consumer)],
                Replies = [.. Replies.Select(c => c.Producer)],
            };
            Users = [.. Enumerable.Range(0, 3).Select(i => new User { Requests = Requests[i].Producer, Replies = Replies[i].Consumer })];
        }

        public PagedMemory Memory { get; } = new((0, 16L << 30), (SecondStack, 16L << 30));

        public Channel<MemoryRequest>[] Requests { get; } = Channel.Row<MemoryRequest>(3, 4);

        public Channel<MemoryReply>[] Replies { get; } = Channel.Row<MemoryReply>(3, 4);

        public MemoryController Controller { get; }

        public User[] Users { get; }
    }

    private sealed class User : Component
    {
        public required Producer<MemoryRequest> Requests { get; init; }

        public required Consumer<MemoryReply> Replies { get; init; }

        public List<MemoryRequest> List { get; } = [];

        public Bank<long> ReadyAt { get; } = Bank.Of<long>(256);

        public Reg<int> Sent { get; } = Reg.Of<int>();

        protected internal override void Tick()
        {
            while (Replies.TryPop(out var reply))
                ReadyAt[reply.Tag] = reply.ReadyAt;
            var sent = Sent.Q;
            while (sent < List.Count && Requests.TryPush(List[sent]))
                sent++;
            if (sent != Sent.Q)
                Sent.Next = sent;
            Sleep();
        }
    }
}
