using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Lanes;

/// <summary>The bounding box of a tensor operand: what the interlock compares.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal readonly struct RegionBox
{
    private readonly int _memory;
    private readonly int _firstPartition;
    private readonly int _endPartition;
    private readonly int _firstByte;
    private readonly int _endByte;

    public RegionBox(in AccessPattern pattern, ChipSpec spec)
    {
        var place = CoreAddress.Decode(pattern.Address, spec);
        var size = pattern.Type.Size();
        var (low, high) = pattern.Extent;
        _memory = (int)place.Memory;
        _firstPartition = place.Partition;
        _endPartition = place.Partition + pattern.Partitions;
        _firstByte = place.Offset + (low * size);
        _endByte = place.Offset + ((high + 1) * size);
    }

    public bool Overlaps(in RegionBox other) => _memory == other._memory
        && _firstPartition < other._endPartition && other._firstPartition < _endPartition
        && _firstByte < other._endByte && other._firstByte < _endByte;
}
