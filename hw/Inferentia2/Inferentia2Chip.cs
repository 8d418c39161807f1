using Hardware.Common.Engines.Tensor;
using Hardware.Common.Host;
using Hardware.Common.Interconnect;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Inferentia2;

/// <summary>The chip: two NeuronCores, two HBM stacks behind one controller, the store fabric, and the host port.</summary>
public sealed class Inferentia2Chip : Module
{
    /// <param name="spec">The chip's numbers.</param>
    /// <param name="clocks">Its clocks; the chip runs on the base clock unless a part says otherwise.</param>
    /// <param name="host">Ends of the channels to the host's driver, and the host's memory.</param>
    /// <param name="observers">Who sees what the chip executes.</param>
    /// <param name="level">Level at which the systolic arrays are modelled.</param>
    /// <param name="number">Chip number on the board.</param>
    public Inferentia2Chip(ChipSpec spec, ChipClocks clocks, HostLink host, ExecutionObservers observers, ArrayLevel level, int number = 0)
    {
        Spec = spec;
        Observers = observers;
        Number = number;
        Clock = clocks.Base;
        DeviceMemory = new PagedMemory(
            [.. Enumerable.Range(0, spec.DeviceMemoryRegions).Select(r => (r * spec.DeviceMemoryRegionStride.Value, spec.DeviceMemoryRegionBytes.Value))]);
        Cores = [.. Enumerable.Range(0, spec.Cores).Select(core => new NeuronCore(spec, core) { Name = $"core{core}", Chip = number })];
        foreach (var core in Cores)
            core.Wire(clocks, Cores, DeviceMemory, observers, level);
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
            Sources = [.. Cores.SelectMany(c => c.StreamStores.Concat(c.DmaStores)).Select(c => c.Consumer), HostStores.Consumer],
            Targets = [.. Cores.SelectMany(c => c.Windows())],
        };
    }

    public ChipSpec Spec { get; }

    public ExecutionObservers Observers { get; }

    /// <summary>Chip number on the board.</summary>
    public int Number { get; }

    /// <summary>Content of the HBM stacks.</summary>
    public PagedMemory DeviceMemory { get; }

    public Channel<FabricWrite> HostStores { get; } = Channel.Of<FabricWrite>();

    public Channel<MemoryRequest> HostRequests { get; } = Channel.Of<MemoryRequest>(depth: 4);

    public Channel<MemoryReply> HostReplies { get; } = Channel.Of<MemoryReply>(depth: 4);

    public NeuronCore[] Cores { get; }

    public MemoryController Controller { get; }

    public Fabric Fabric { get; }

    public HostPort Host { get; }

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

/// <summary>What joins a chip to its host: the ends of the command channels that the chip holds, and the host's memory.</summary>
/// <param name="Commands">Commands of the driver.</param>
/// <param name="Completions">Answers to them.</param>
/// <param name="Memory">Host memory that commands name.</param>
public sealed record HostLink(Consumer<HostCommand> Commands, Producer<HostCompletion> Completions, PagedMemory Memory);
