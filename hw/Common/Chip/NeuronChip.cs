using Hardware.Common.Engines.Tensor;
using Hardware.Common.Host;
using Hardware.Common.Host.Notifications;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Chip;

/// <summary>A chip from its numbers: NeuronCores, the device memory behind one controller, the store fabric, and the host port.</summary>
public sealed class NeuronChip : Module
{
    /// <param name="spec">The chip's numbers.</param>
    /// <param name="clocks">Its clocks; the chip runs on the base clock unless a part says otherwise.</param>
    /// <param name="host">Ends of the channels to the host's driver, and the host's memory.</param>
    /// <param name="observers">Who sees what units do.</param>
    /// <param name="level">Level at which the systolic arrays are modelled.</param>
    /// <param name="number">Chip number on the board.</param>
    public NeuronChip(ChipSpec spec, ChipClocks clocks, HostLink host, ExecutionObservers observers, ArrayLevel level, int number = 0)
    {
        (Spec, Number, Observers, Clock) = (spec, number, observers, clocks.Base);
        var parts = ChipParts.Of(number, spec, clocks, observers, level);
        DeviceMemory = parts.DeviceMemory;
        NotificationStores = Channel.Row<FabricWrite>(spec.Cores);
        Cores = [.. Enumerable.Range(0, spec.Cores).Select(core => new NeuronCore(parts, core) { Name = $"core{core}" })];
        Host = new HostPort
        {
            Spec = spec,
            Chip = number,
            Commands = host.Commands,
            Completions = host.Completions,
            Stores = HostStores.Producer,
            MemoryRequests = HostRequests.Producer,
            MemoryReplies = HostReplies.Consumer,
            Memory = DeviceMemory,
            HostMemory = host.Memory,
        };
        Controller = new MemoryController
        {
            Spec = spec,
            Clock = clocks.DeviceMemory,
            Memory = DeviceMemory,
            Requests = [.. Cores.SelectMany(c => c.DmaRequests).Select(c => c.Consumer), HostRequests.Consumer],
            Replies = [.. Cores.SelectMany(c => c.DmaReplies).Select(c => c.Producer), HostReplies.Producer],
        };
        Fabric = new Fabric
        {
            HopCycles = spec.FabricHopCycles,
            Cores = spec.Cores,
            Sources = [.. Cores.SelectMany(c => c.StreamStores.Concat(c.DmaStores)).Select(c => c.Consumer), HostStores.Consumer],
            Targets =
            [
                .. Cores.SelectMany(c => c.Windows()),
                .. NotificationStores.Select((c, core) => new FabricTarget(NotificationWindow.BaseOf(spec, core), NotificationWindow.Length, c.Producer)),
            ],
        };
        Notifications =
        [
            .. Cores.Select(core => new NotificationUnit
            {
                Name = $"notifications{core.Core}",
                Spec = spec,
                Chip = number,
                Core = core.Core,
                Stores = NotificationStores[core.Core].Consumer,
                Notices = host.Notices[core.Core],
                HostMemory = host.Memory,
                Rest = new CoreRest(Fabric.InFlightOf[core.Core], Fabric.Delivered[core.Core], core.DmaControls, core.DmaEngines),
            }),
        ];
    }

    public ChipSpec Spec { get; }

    public ExecutionObservers Observers { get; }

    /// <summary>Chip number on the board.</summary>
    public int Number { get; }

    /// <summary>Content of the device memory.</summary>
    public PagedMemory DeviceMemory { get; }

    public Channel<FabricWrite> HostStores { get; } = Channel.Of<FabricWrite>();

    public Channel<MemoryRequest> HostRequests { get; } = Channel.Of<MemoryRequest>(depth: 4);

    public Channel<MemoryReply> HostReplies { get; } = Channel.Of<MemoryReply>(depth: 4);

    public NeuronCore[] Cores { get; }

    public MemoryController Controller { get; }

    public Fabric Fabric { get; }

    public HostPort Host { get; }

    /// <summary>Stores of Notify, and of the host to the registers of the queues, for each core.</summary>
    public Channel<FabricWrite>[] NotificationStores { get; }

    /// <summary>The notification queues of each core.</summary>
    public NotificationUnit[] Notifications { get; }

    /// <summary>True if every stream has stopped, every engine is idle and no store is under way.</summary>
    public bool IsDone
    {
        get
        {
            foreach (var core in Cores)
            {
                if (!core.IsDone)
                    return false;
            }

            return Fabric.IsIdle;
        }
    }
}
