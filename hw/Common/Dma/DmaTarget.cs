using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Parameters;

namespace Hardware.Common.Dma;

/// <summary>What lies at one end of a copy.</summary>
public enum DmaTargetKind
{
    DeviceMemory,
    Sbuf,
    Psum,

    /// <summary>Registers of the chip: a 4-byte copy becomes a store.</summary>
    Fabric,
}

/// <summary>A decoded descriptor address.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct DmaTarget
{
    public DmaTargetKind Kind;

    /// <summary>Core of an on-chip memory.</summary>
    public int Core;

    /// <summary>Partition of an on-chip memory.</summary>
    public int Partition;

    private readonly int _padding;

    /// <summary>Byte within the partition, or the address itself.</summary>
    public long Offset;

    /// <summary>Decodes an address of the chip's space.</summary>
    public static DmaTarget Decode(long address, ChipSpec spec, PagedMemory memory)
    {
        if (memory.Contains(address, 1))
            return new DmaTarget { Kind = DmaTargetKind.DeviceMemory, Offset = address };
        var aperture = address - spec.CoreApertureBase.Value;
        if (aperture >= 0 && aperture / spec.CoreApertureStride.Value < spec.Cores.Value)
        {
            var local = CoreAddress.Decode((uint)(aperture % spec.CoreApertureStride.Value), spec);
            if (local.Memory != LocalMemory.None)
            {
                return new DmaTarget
                {
                    Kind = local.Memory == LocalMemory.Sbuf ? DmaTargetKind.Sbuf : DmaTargetKind.Psum,
                    Core = (int)(aperture / spec.CoreApertureStride.Value),
                    Partition = local.Partition,
                    Offset = local.Offset,
                };
            }
        }

        return new DmaTarget { Kind = DmaTargetKind.Fabric, Offset = address };
    }
}
