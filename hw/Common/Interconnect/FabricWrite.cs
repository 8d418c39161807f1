using System.Runtime.InteropServices;

namespace Hardware.Common.Interconnect;

/// <summary>A store to the chip's address space: doorbells, semaphores and events are memory-mapped.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FabricWrite
{
    /// <summary>Byte address in the chip's space.</summary>
    public long Address;

    /// <summary>The 32-bit word stored.</summary>
    public uint Data;

    /// <summary>Who stores: engine number of the stream, or 16 + n for DMA engine n.</summary>
    public int Source;
}
