using Hardware.Common.Host;

namespace Hardware.Testbench.Boards;

/// <summary>What the host does for one run: three lists of commands to the chip, each in order.</summary>
/// <param name="Load">Code, rings, constants and inputs into device memory; registers of queues and sequencers.</param>
/// <param name="Start">Stores that start the streams.</param>
/// <param name="ReadBack">Outputs from device memory into host memory.</param>
public sealed record HostProgram(IReadOnlyList<HostCommand> Load, IReadOnlyList<HostCommand> Start, IReadOnlyList<HostCommand> ReadBack)
{
    /// <summary>All commands, in order.</summary>
    public IReadOnlyList<HostCommand> Commands { get; } = [.. Load, .. Start, .. ReadBack];

    /// <summary>Index of the first start command.</summary>
    public int FirstStart => Load.Count;

    /// <summary>Index of the first read-back command.</summary>
    public int FirstReadBack => Load.Count + Start.Count;
}
