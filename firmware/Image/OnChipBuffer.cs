using Hardware.Common.Isa;
using Hardware.Common.Numerics;

namespace Hardware.Firmware.Image;

/// <summary>A named place in a core's SBUF or PSUM.</summary>
/// <param name="Name">Name in the program.</param>
/// <param name="Core">Core that holds it.</param>
/// <param name="Memory">SBUF or PSUM.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Partitions first, then the elements in each partition, row-major.</param>
/// <param name="Address">Core-local byte address of the first element in the first partition.</param>
public sealed record OnChipBuffer(string Name, int Core, LocalMemory Memory, DataType Type, IReadOnlyList<int> Shape, uint Address)
{
    /// <summary>Bytes that it takes in each partition.</summary>
    public int BytesPerPartition => Shape.Skip(1).Aggregate(Type.Size(), (product, size) => product * size);
}
