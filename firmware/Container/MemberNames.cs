using Hardware.Common.Isa;

namespace Hardware.Firmware.Container;

/// <summary>Paths of the archive's members; each core has a folder, as each subgraph of a NEFF.</summary>
internal static class MemberNames
{
    public const string Info = "info.json";

    public const string Debug = "kernel_debug_info.json";

    /// <summary>Queues and tensors of a core.</summary>
    public static string Definition(int core) => $"sg{core:00}/def.json";

    /// <summary>Instructions of an engine.</summary>
    public static string Code(int core, Engine engine) => $"sg{core:00}/{engine.AssemblyName()}.bin";

    /// <summary>DMA blocks of the queues that an engine owns.</summary>
    public static string Dma(int core, Engine engine) => $"sg{core:00}/{engine.AssemblyName()}.json";

    /// <summary>Content of a constant.</summary>
    public static string Constant(int core, int tensor) => $"sg{core:00}/constant{tensor}.bin";
}
