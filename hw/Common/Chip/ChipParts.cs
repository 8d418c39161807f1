using Hardware.Common.Engines.Tensor;
using Hardware.Common.Memory;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Common.Chip;

/// <summary>What the cores of a chip share, and what each must be able to name of the others.</summary>
/// <param name="Number">Chip number on the board.</param>
/// <param name="Spec">The chip's numbers.</param>
/// <param name="Clocks">Its clocks.</param>
/// <param name="Sbufs">SBUF of every core.</param>
/// <param name="Psums">PSUM of every core.</param>
/// <param name="DeviceMemory">Content of the device memory.</param>
/// <param name="Observers">Who sees what units do.</param>
/// <param name="Level">Level at which the systolic arrays are modelled.</param>
internal sealed record ChipParts(
    int Number, ChipSpec Spec, ChipClocks Clocks, PartitionedMemory[] Sbufs, PartitionedMemory[] Psums, PagedMemory DeviceMemory, ExecutionObservers Observers, ArrayLevel Level)
{
    /// <summary>Makes the memories of a chip.</summary>
    public static ChipParts Of(int number, ChipSpec spec, ChipClocks clocks, ExecutionObservers observers, ArrayLevel level) => new(
        number,
        spec,
        clocks,
        [.. Enumerable.Range(0, spec.Cores).Select(core => new PartitionedMemory(spec.Partitions, spec.SbufPartitionBytes, space: (ulong)(2 * core) + 1))],
        [.. Enumerable.Range(0, spec.Cores).Select(core => new PartitionedMemory(spec.Partitions, spec.PsumPartitionBytes, space: (ulong)(2 * core) + 2))],
        new PagedMemory(
            [.. Enumerable.Range(0, spec.DeviceMemoryRegions).Select(r => (r * spec.DeviceMemoryRegionStride.Value, spec.DeviceMemoryRegionBytes.Value))]),
        observers,
        level);
}
