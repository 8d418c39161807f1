using Hardware.Common.Diagnostics;
using Hardware.Common.Host;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Common.Tests.Dma;

namespace Hardware.Common.Tests.Host;

public sealed class HostPortTests
{
    [Test]
    public void BytesGoToDeviceMemoryAndComeBackAfterTheStoreBetween()
    {
        var (bench, simulator) = Create();
        var data = DmaBench.Pattern(10_000, 8);
        bench.HostMemory.Write(100, data);
        bench.Driver.Add(new HostCommand { Operation = HostOperation.WriteMemory, Tag = 1, HostAddress = 100, Address = 0x100_0000, Length = data.Length });
        bench.Driver.Add(new HostCommand { Operation = HostOperation.StoreRegister, Tag = 2, Address = 0xfff_c270_1800, Data = 7 });
        bench.Driver.Add(new HostCommand { Operation = HostOperation.ReadMemory, Tag = 3, HostAddress = 0x8_0000, Address = 0x100_0000, Length = data.Length });
        simulator.RunUntil(8 * 100_000);
        Assert.That(bench.Driver.Tags.Items.AsSpan(0, 4).ToArray(), Is.EqualTo(new[] { 1, 2, 3, 0 }));
        Assert.That(Read(bench.Memory, 0x100_0000, data.Length), Is.EqualTo(data));
        Assert.That(Read(bench.HostMemory, 0x8_0000, data.Length), Is.EqualTo(data));
        Assert.That(bench.Sink.Received[0].Address, Is.EqualTo(0xfff_c270_1800));
        Assert.That(bench.Port.Idle.Q);
    }

    [Test]
    public void ALongCopyRunsAtTheRateOfTheLink()
    {
        var (bench, simulator) = Create();
        const int Length = 1 << 20;
        bench.Driver.Add(new HostCommand { Operation = HostOperation.WriteMemory, Tag = 1, Address = 0x100_0000, Length = Length });
        simulator.RunUntil(8 * 1_000_000);
        var cycles = bench.Driver.LastAt.Q / 8;
        // 16 B/ns on a 1.4 GHz clock, and 1400 cycles of latency.
        Assert.That(cycles, Is.EqualTo(1400 + (Length * 1.4 / 16)).Within(1).Percent);
    }

    [Test]
    public void SleepingOrderAndSnapshotsChangeNothing()
    {
        string Run(SimulatorOptions options, bool back)
        {
            var (bench, simulator) = Create(options);
            bench.HostMemory.Write(0, DmaBench.Pattern(50_000, 9));
            bench.Driver.Add(new HostCommand { Operation = HostOperation.WriteMemory, Tag = 1, Address = 0x100_0000, Length = 50_000 });
            bench.Driver.Add(new HostCommand { Operation = HostOperation.StoreRegister, Tag = 2, Address = 64, Data = 7 });
            bench.Driver.Add(new HostCommand { Operation = HostOperation.ReadMemory, Tag = 3, HostAddress = 0x8_0000, Address = 0x100_0010, Length = 4097 });
            simulator.RunUntil(8 * 3000);
            var snapshot = simulator.Save();
            simulator.RunUntil(8 * 20_000);
            if (back)
            {
                simulator.Restore(snapshot);
                simulator.RunUntil(8 * 20_000);
            }

            Assert.That(bench.Driver.Tags[2], Is.EqualTo(3));
            return simulator.Digest();
        }

        var plain = Run(new SimulatorOptions { CheckOwnership = true }, back: false);
        Assert.That(Run(new SimulatorOptions(), back: true), Is.EqualTo(plain));
        Assert.That(Run(new SimulatorOptions { NeverSleep = true }, back: false), Is.EqualTo(plain));
        Assert.That(Run(new SimulatorOptions { EvaluationShuffle = 3 }, back: false), Is.EqualTo(plain));
    }

    [TestCase(0x50_0000_0000, 0)]
    [TestCase(0x100_0000, (1 << 20) - 50)]
    public void ACopyOutsideTheMemoriesFaults(long address, long hostAddress)
    {
        var (bench, simulator) = Create();
        bench.Driver.Add(new HostCommand { Operation = HostOperation.WriteMemory, Tag = 1, Address = address, HostAddress = hostAddress, Length = 100 });
        var fault = Assert.Throws<ProgramFaultException>(() => simulator.RunUntil(100_000))!;
        Assert.That(fault.Code, Is.EqualTo(HardwareCode.HostCopyOutOfRange));
        Assert.That(fault.Message, Does.Contain($"0x{address:x}").And.Contain($"0x{hostAddress:x}"));
    }

    private static (Bench Bench, Simulator Simulator) Create(SimulatorOptions? options = null)
    {
        var spec = TestSpec.Create();
        var grid = TestSpec.Grid(spec);
        var bench = new Bench(spec, grid);
        return (bench, new Simulator(bench, grid, options));
    }

    private static byte[] Read(PagedMemory memory, long address, int length)
    {
        var bytes = new byte[length];
        memory.Read(address, bytes);
        return bytes;
    }

    private sealed class Bench : Module
    {
        public Bench(ChipSpec spec, ClockGrid grid)
        {
            Clock = grid["base"];
            Port = new HostPort
            {
                Spec = spec,
                Commands = Commands.Consumer,
                Completions = Completions.Producer,
                Stores = Stores.Producer,
                MemoryRequests = Requests.Producer,
                MemoryReplies = Replies.Consumer,
                Memory = Memory,
                HostMemory = HostMemory,
            };
            Controller = new MemoryController
            {
                Clock = grid["memory"],
                Spec = spec,
                Memory = Memory,
                Requests = [Requests.Consumer],
                Replies = [Replies.Producer],
            };
            Driver = new HostDriver { Commands = Commands.Producer, Completions = Completions.Consumer };
            Sink = new StoreSink { Stores = [Stores.Consumer] };
        }

        public PagedMemory Memory { get; } = new((0, 16L << 30), (0x10_0000_0000, 16L << 30));

        public PagedMemory HostMemory { get; } = new((0, 1 << 20));

        public Channel<HostCommand> Commands { get; } = Channel.Of<HostCommand>();

        public Channel<HostCompletion> Completions { get; } = Channel.Of<HostCompletion>();

        public Channel<FabricWrite> Stores { get; } = Channel.Of<FabricWrite>();

        public Channel<MemoryRequest> Requests { get; } = Channel.Of<MemoryRequest>();

        public Channel<MemoryReply> Replies { get; } = Channel.Of<MemoryReply>();

        public HostPort Port { get; }

        public MemoryController Controller { get; }

        public HostDriver Driver { get; }

        public StoreSink Sink { get; }
    }

    private sealed class HostDriver : Component
    {
        private readonly List<HostCommand> _list = [];

        public required Producer<HostCommand> Commands { get; init; }

        public required Consumer<HostCompletion> Completions { get; init; }

        public Bank<int> Tags { get; } = Bank.Of<int>(8);

        public Reg<int> Sent { get; } = Reg.Of<int>();

        public Reg<int> Done { get; } = Reg.Of<int>();

        public Reg<long> LastAt { get; } = Reg.Of<long>();

        public void Add(HostCommand command) => _list.Add(command);

        protected internal override void Tick()
        {
            if (Sent.Q < _list.Count && Commands.TryPush(_list[Sent.Q]))
                Sent.Next = Sent.Q + 1;
            if (Completions.TryPop(out var completion))
            {
                Tags[Done.Q] = completion.Tag;
                Done.Next = Done.Q + 1;
                LastAt.Next = Now;
            }
            else if (Sent.Q >= _list.Count || !Commands.CanPush)
            {
                Sleep();
            }
        }
    }
}
