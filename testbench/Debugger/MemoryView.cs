using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Numerics;
using Hardware.Firmware.Assembly;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.Debugger;

/// <summary>Elements in a memory of the chip, as a debugger names them.</summary>
/// <param name="Name">As the user wrote it.</param>
/// <param name="Core">Core of an on-chip memory; -1 for device memory.</param>
/// <param name="Start">Core-local address, or device memory address, of the first element.</param>
/// <param name="Type">Element type.</param>
/// <param name="Dimensions">Outermost first; on chip the first is the partitions.</param>
public sealed record MemoryView(string Name, int Core, long Start, DataType Type, IReadOnlyList<ViewDimension> Dimensions)
{
    public bool IsOnChip => Core >= 0;

    public long Elements => Dimensions.Aggregate(1L, (product, d) => product * d.Size);

    /// <summary>The address of an element by its number in row-major order.</summary>
    public long AddressOf(long element)
    {
        var address = Start;
        for (var d = Dimensions.Count - 1; d >= 0; d--)
        {
            address += element % Dimensions[d].Size * Dimensions[d].Stride;
            element /= Dimensions[d].Size;
        }

        return address;
    }

    /// <summary>The memory in words.</summary>
    public string Describe(RunSession run)
    {
        if (!IsOnChip)
            return $"device memory at 0x{Start:x}";
        var place = CoreAddress.Decode((uint)Start, run.Board.Chip.Spec);
        return $"core{Core} {(place.Memory == LocalMemory.Psum ? "psum" : "sbuf")} at 0x{Start:x}, partition {place.Partition}";
    }

    /// <summary>Reads an element's bytes.</summary>
    /// <returns>False if some of them were never written.</returns>
    public bool Read(RunSession run, long element, Span<byte> bytes)
    {
        var address = AddressOf(element);
        var chip = run.Board.Chip;
        if (!IsOnChip)
        {
            chip.DeviceMemory.Read(address, bytes);
            return chip.DeviceMemory.FirstUnwritten(address, bytes.Length) < 0;
        }

        var place = CoreAddress.Decode((uint)address, chip.Spec);
        var memory = MemoryOf(run, place.Memory);
        memory.Read(place.Partition, place.Offset, bytes);
        return memory.FirstUnwritten(place.Partition, 1, place.Offset, bytes.Length) < 0;
    }

    /// <summary>Writes an element's bytes at once.</summary>
    public void Write(RunSession run, long element, ReadOnlySpan<byte> bytes)
    {
        var address = AddressOf(element);
        var chip = run.Board.Chip;
        if (!IsOnChip)
        {
            chip.DeviceMemory.Write(address, bytes);
            return;
        }

        var place = CoreAddress.Decode((uint)address, chip.Spec);
        MemoryOf(run, place.Memory).Write(place.Partition, place.Offset, bytes);
    }

    /// <summary>True if every element lies in the memory.</summary>
    public bool Exists(RunSession run)
    {
        var size = Type.Size();
        var chip = run.Board.Chip;
        for (var element = 0L; element < Elements; element++)
        {
            var address = AddressOf(element);
            if (!IsOnChip)
            {
                if (!chip.DeviceMemory.Contains(address, size))
                    return false;
                continue;
            }

            if (address is < 0 or > uint.MaxValue)
                return false;
            var place = CoreAddress.Decode((uint)address, chip.Spec);
            if (place.Memory == LocalMemory.None || place.Offset + size > MemoryOf(run, place.Memory).BytesPerPartition)
                return false;
        }

        return true;
    }

    private PartitionedMemory MemoryOf(RunSession run, LocalMemory memory)
    {
        var core = run.Board.Chip.Cores[Core];
        return memory == LocalMemory.Psum ? core.Psum : core.Sbuf;
    }
}
