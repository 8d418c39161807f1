using System.Runtime.InteropServices;
using Hardware.Common.Observation;

namespace Hardware.Common.Interconnect;

/// <summary>A store to the chip's address space: doorbells, semaphores and events are memory-mapped.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 8)]
public struct FabricWrite
{
    /// <summary>Byte address in the chip's space.</summary>
    public long Address;

    /// <summary>Who stores.</summary>
    public Agent By;

    /// <summary>The 32-bit word stored.</summary>
    public uint Data;

    private readonly uint _reserved;
}
