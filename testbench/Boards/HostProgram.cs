using Hardware.Common.Host;

namespace Hardware.Testbench.Boards;

/// <summary>What the host does for one run: three lists of commands to the chip, each in order.</summary>
/// <param name="Load">Code, rings, constants and inputs into device memory; registers of queues and sequencers.</param>
/// <param name="Start">Stores that start the streams.</param>
/// <param name="ReadBack">Outputs from device memory into host memory.</param>
/// <param name="Rings">The notification rings of the streams; the program has ended when each has told so.</param>
public sealed record HostProgram(
    IReadOnlyList<HostCommand> Load, IReadOnlyList<HostCommand> Start, IReadOnlyList<HostCommand> ReadBack, IReadOnlyList<HostRing> Rings)
{
    /// <summary>All commands, in order.</summary>
    public IReadOnlyList<HostCommand> Commands { get; } = [.. Load, .. Start, .. ReadBack];

    /// <summary>Index of the first start command.</summary>
    public int FirstStart => Load.Count;

    /// <summary>Index of the first read-back command.</summary>
    public int FirstReadBack => Load.Count + Start.Count;
}

/// <summary>A notification ring in host memory.</summary>
/// <param name="Core">Core whose queue writes it.</param>
/// <param name="Queue">Queue of the core.</param>
/// <param name="Base">Host address of its first entry.</param>
/// <param name="Length">Entries.</param>
/// <param name="HeadRegister">Chip address of the register that says how many entries the host has taken.</param>
public sealed record HostRing(int Core, int Queue, long Base, int Length, long HeadRegister);
