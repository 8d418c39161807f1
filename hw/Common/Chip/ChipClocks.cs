using Hardware.Common.Isa;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Common.Chip;

/// <summary>
/// The clocks of a chip, on one grid. With the published frequencies Inferentia2's grid has 11.2 GHz (periods 4, 10, 8, 8, 8 and 7 ticks)
/// and Inferentia1's 8 GHz (periods 16, 8, 8, 8 and 5).
/// </summary>
public sealed class ChipClocks
{
    /// <param name="spec">The chip.</param>
    public ChipClocks(ChipSpec spec)
    {
        Grid = new ClockGrid(
        [
            .. EngineNames.Of(spec).Where(e => e != Engine.Sync).OrderBy(Order).Select(e => (NameOf(e), FrequencyOf(spec, e))),
            ("base", spec.BaseClock.Value),
            ("memory", spec.DeviceMemoryClock.Value),
        ]);
    }

    public ClockGrid Grid { get; }

    /// <summary>Clock of sequencers, semaphores, fabric, DMA and the host port.</summary>
    public Clock Base => Grid["base"];

    public Clock DeviceMemory => Grid["memory"];

    /// <summary>Clock of an engine's data path.</summary>
    public Clock Of(Engine engine) => engine == Engine.Sync ? Base : Grid[NameOf(engine)];

    private static long FrequencyOf(ChipSpec spec, Engine engine) => engine switch
    {
        Engine.Tensor => spec.TensorClock,
        Engine.Vector => spec.VectorClock,
        Engine.Scalar => spec.ScalarClock,
        _ => spec.GpSimdClock,
    };

    private static string NameOf(Engine engine) => engine.ToString().ToLowerInvariant();

    // Waves list clocks in this order.
    private static int Order(Engine engine) => engine switch
    {
        Engine.Tensor => 0,
        Engine.Vector => 1,
        Engine.Scalar => 2,
        _ => 3,
    };
}
