using Hardware.Common.Host;
using Hardware.Common.Kernel;
using Hardware.Common.Memory;

namespace Hardware.Common.Chip;

/// <summary>What joins a chip to its host: the ends of the command channels that the chip holds, and the host's memory.</summary>
/// <param name="Commands">Commands of the driver.</param>
/// <param name="Completions">Answers to them.</param>
/// <param name="Notices">For each core, notices of new entries in its notification queues.</param>
/// <param name="Memory">Host memory that commands name.</param>
public sealed record HostLink(Consumer<HostCommand> Commands, Producer<HostCompletion> Completions, IReadOnlyList<Producer<HostNotice>> Notices, PagedMemory Memory);
