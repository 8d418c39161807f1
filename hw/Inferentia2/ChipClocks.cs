using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Inferentia2;

/// <summary>The clocks of the chip, on one grid: with the published frequencies 11.2 GHz, periods 4, 10, 8, 8, 8 and 7 ticks.</summary>
public sealed class ChipClocks(ChipSpec spec)
{
    public ClockGrid Grid { get; } = new(
        ("tensor", spec.TensorClock),
        ("vector", spec.VectorClock),
        ("scalar", spec.ScalarClock),
        ("gpsimd", spec.GpSimdClock),
        ("base", spec.BaseClock),
        ("memory", spec.DeviceMemoryClock));

    public Clock Tensor => Grid.Clocks[0];

    public Clock Vector => Grid.Clocks[1];

    public Clock Scalar => Grid.Clocks[2];

    public Clock GpSimd => Grid.Clocks[3];

    /// <summary>Clock of sequencers, semaphores, fabric, DMA and the host port.</summary>
    public Clock Base => Grid.Clocks[4];

    public Clock DeviceMemory => Grid.Clocks[5];
}
