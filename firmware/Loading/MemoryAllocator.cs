using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Diagnostics;

namespace Hardware.Firmware.Loading;

/// <summary>Gives out device memory, upwards from the end of the firmware's carve-out, in the stack that is local to a core.</summary>
internal sealed class MemoryAllocator
{
    private readonly ChipSpec _spec;
    private readonly long[] _next;

    public MemoryAllocator(ChipSpec spec)
    {
        _spec = spec;
        _next = new long[spec.DeviceMemoryRegions];
        for (var region = 0; region < _next.Length; region++)
            _next[region] = BaseOf(region) + spec.DeviceMemoryReservedBytes;
    }

    /// <summary>Allocates bytes at a multiple of <paramref name="alignment"/>.</summary>
    /// <exception cref="InputException">The stack is full.</exception>
    public long Allocate(int core, long bytes, long alignment, string what)
    {
        var region = core % _next.Length;
        var address = (_next[region] + alignment - 1) / alignment * alignment;
        var end = BaseOf(region) + _spec.DeviceMemoryRegionBytes.Value;
        if (bytes > end - address)
        {
            throw new InputException(
                ContainerCode.DeviceMemoryFull,
                $"{what} needs {bytes} bytes of the memory of core {core}, which has {Math.Max(0, end - address)} left of {_spec.DeviceMemoryRegionBytes.Value}; "
                + "smaller tensors or the other core's memory would be right");
        }

        _next[region] = address + bytes;
        return address;
    }

    private long BaseOf(int region) => region * _spec.DeviceMemoryRegionStride.Value;
}
