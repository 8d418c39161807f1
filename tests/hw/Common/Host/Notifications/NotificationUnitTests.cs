using Hardware.Common.Diagnostics;
using Hardware.Common.Host;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Common.Tests.Dma;

namespace Hardware.Common.Tests.Host.Notifications;

public class NotificationUnitTests
{
    private const long Ring = 0x1000;
    private static readonly ChipSpec Spec = TestSpec.Create();

    [Test]
    public void A_value_becomes_an_entry_in_host_memory_and_a_notice()
    {
        var bench = Run([.. SetUp(length: 4), Value(7), Value(8)]);
        Assert.That(bench.Entries(4).Select(e => (e.Type, e.Value, e.IsEnd)), Is.EqualTo(new[] { (NotificationType.Notify, 7, false), (NotificationType.Notify, 8, false) }));
        Assert.That(bench.Entries(4)[1].By, Is.EqualTo(Value(8).By));
        Assert.That(bench.Host.Count.Q, Is.EqualTo(2));
    }

    [Test]
    public void The_ring_goes_round_as_the_host_takes_entries()
    {
        var bench = Run([.. SetUp(length: 2), Value(1), Value(2), Register(NotificationRegister.Head, 2), Value(3)]);
        Assert.That(bench.Entries(2, from: 2).Select(e => e.Value), Is.EqualTo(new[] { 3 }), "the phase tells the new entry from the old one behind it");
    }

    [Test]
    public void A_ring_that_the_host_does_not_empty_overflows_by_name()
    {
        var fault = Assert.Throws<ProgramFaultException>(() => Run([.. SetUp(length: 2), Value(1), Value(2), Value(3)]))!;
        Assert.That(fault.Code, Is.EqualTo(HardwareCode.NotificationQueueOverflow));
        Assert.That(fault.By, Is.EqualTo(Value(3).By));
        Assert.That(fault.Message, Does.Contain("overflows").And.Contain("fewer Notify instructions would be right"));
    }

    [Test]
    public void A_store_beside_the_registers_is_refused()
    {
        var wrong = new FabricWrite { Address = NotificationWindow.BaseOf(Spec, 0) + 0x1FF0, Data = 1 };
        Assert.That(Assert.Throws<ProgramFaultException>(() => Run([wrong]))!.Code, Is.EqualTo(HardwareCode.NotificationRegisterUnknown));
    }

    [Test]
    public void A_queue_that_the_host_has_not_set_up_takes_nothing() => Assert.That(Run([Value(1)]).Host.Count.Q, Is.Zero);

    [Test]
    public void The_end_of_a_stream_waits_until_the_stores_of_its_core_are_delivered()
    {
        var end = new FabricWrite { Address = NotificationWindow.NotifyAddress(Spec, 0, 2, end: true), Data = 5, By = Agent.OfStream(0, 0, Engine.Vector) };
        var bench = new Bench(Spec, [.. SetUp(length: 4), end]);
        bench.Stores.InFlight.Poke(1);
        bench.Simulator.RunUntil(100_000);
        Assert.That((bench.Entries(4).Count, bench.Unit.EndsPending.Q), Is.EqualTo((0, 1 << 2)));
        bench.Stores.Deliver();
        bench.Simulator.RunUntil(200_000);
        Assert.That(bench.Entries(4).Select(e => (e.Value, e.IsEnd)), Is.EqualTo(new[] { (5, true) }));
    }

    [Test]
    public void Queues_and_types_are_the_drivers()
    {
        var (two, one) = (Inferentia2.Inferentia2Spec.Create(), Inferentia1.Inferentia1Spec.Create());
        Assert.That((two.NotificationQueues.Value, two.NotificationTypes.Value), Is.EqualTo((16, 6)));
        Assert.That((one.NotificationQueues.Value, one.NotificationTypes.Value), Is.EqualTo((4, 4)));
    }

    private static Bench Run(FabricWrite[] stores)
    {
        var bench = new Bench(Spec, stores);
        bench.Simulator.RunUntil(1_000_000);
        return bench;
    }

    private static FabricWrite Value(int value) => new()
    {
        Address = NotificationWindow.NotifyAddress(Spec, 0, 2, end: false),
        Data = (uint)value,
        By = Agent.OfStream(0, 0, Engine.Vector) with { Instruction = value },
    };

    private static FabricWrite[] SetUp(int length) =>
        [Register(NotificationRegister.BaseLow, Ring), Register(NotificationRegister.BaseHigh, 0), Register(NotificationRegister.Length, length)];

    private static FabricWrite Register(NotificationRegister register, long value) =>
        new() { Address = NotificationWindow.RegisterAddress(Spec, 0, 2, NotificationType.Notify, register), Data = (uint)value };

    private sealed class Bench : Module
    {
        public Bench(ChipSpec spec, FabricWrite[] stores)
        {
            var grid = new ClockGrid(("base", spec.BaseClock));
            Clock = grid["base"];
            Script = new StoreScript { Stores = Link.Producer };
            Script.List.AddRange(stores.Select(s => (0L, s)));
            Unit = new NotificationUnit
            {
                Spec = spec,
                Core = 0,
                Stores = Link.Consumer,
                Notices = Notices.Producer,
                HostMemory = Memory,
                Rest = new CoreRest(Stores.InFlight, Stores.Delivered, [], []),
            };
            Host = new NoticeSink { In = Notices.Consumer };
            Simulator = new Simulator(this, grid);
            Memory.Write(Ring, new byte[1024]);
        }

        public Channel<FabricWrite> Link { get; } = Channel.Of<FabricWrite>();

        public Channel<HostNotice> Notices { get; } = Channel.Of<HostNotice>();

        public PagedMemory Memory { get; } = new((0, 1L << 20));

        public StoresInFlight Stores { get; } = new();

        public StoreScript Script { get; }

        public NotificationUnit Unit { get; }

        public NoticeSink Host { get; }

        public new Simulator Simulator { get; }

        public List<NotificationEntry> Entries(int length, long from = 0)
        {
            var entries = new List<NotificationEntry>();
            var bytes = new byte[NotificationEntry.Bytes];
            for (var position = from; ; position++)
            {
                Memory.Read(Ring + (position % length * NotificationEntry.Bytes), bytes);
                if (entries.Count == length || !NotificationEntry.TryDecode(bytes, position, length, 0, out var entry))
                    return entries;
                entries.Add(entry);
            }
        }
    }

    private sealed class StoresInFlight : Component
    {
        public Reg<int> InFlight { get; } = Reg.Of<int>();

        public WakeLine Delivered { get; } = WakeLine.Of();

        public void Deliver()
        {
            InFlight.Poke(0);
            Delivered.Commit();
        }

        protected internal override void Tick() => Sleep();
    }

    private sealed class NoticeSink : Component
    {
        public required Consumer<HostNotice> In { get; init; }

        public Reg<int> Count { get; } = Reg.Of<int>();

        protected internal override void Tick()
        {
            if (In.TryPop(out _))
                Count.Next = Count.Q + 1;
            else
                Sleep();
        }
    }
}
