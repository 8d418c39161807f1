using Hardware.Common.Kernel;

namespace Hardware.Common.Interconnect;

/// <summary>A window of the chip's address space and the unit that takes stores into it.</summary>
/// <param name="Base">First address.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Port">Where stores into the window go.</param>
public sealed record FabricTarget(long Base, long Length, Producer<FabricWrite> Port)
{
    public bool Contains(long address) => address >= Base && address < Base + Length;
}
