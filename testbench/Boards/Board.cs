using Hardware.Common.Chip;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Host;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Boards;

/// <summary>A board with one chip, its host's driver and the host's memory.</summary>
public sealed class Board : Module
{
    /// <summary>Bytes of host memory; pages are made on touch.</summary>
    private const long HostMemoryBytes = 1L << 40;

    private const int CommandDepth = 8;

    public Board(ChipSpec spec, HostProgram program, ExecutionObservers observers, ArrayLevel level)
    {
        Name = "board";
        Clocks = new ChipClocks(spec);
        Clock = Clocks.Base;
        HostMemory = new PagedMemory((0, HostMemoryBytes));
        Notices = Channel.Row<HostNotice>(spec.Cores);
        Chip = new NeuronChip(spec, Clocks, new HostLink(Commands.Consumer, Completions.Producer, [.. Notices.Select(n => n.Producer)], HostMemory), observers, level) { Name = "chip" };
        Driver = new HostDriver { Name = "host", Commands = Commands.Producer, Completions = Completions.Consumer, Notices = [.. Notices.Select(n => n.Consumer)], Memory = HostMemory, Program = program };
    }

    public ChipClocks Clocks { get; }

    public PagedMemory HostMemory { get; }

    public Channel<HostCommand> Commands { get; } = Channel.Of<HostCommand>(CommandDepth);

    public Channel<HostCompletion> Completions { get; } = Channel.Of<HostCompletion>(CommandDepth);

    /// <summary>For each core, notices of new entries in its notification queues.</summary>
    public Channel<HostNotice>[] Notices { get; }

    public HostDriver Driver { get; }

    public NeuronChip Chip { get; }
}
