using System.Runtime.InteropServices;
using Hardware.Common.Diagnostics;
using Hardware.Common.Engines.Sequencing;
using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Loading;

/// <summary>
/// Places a program in a chip, as the public runtime's loader does: allocates tensors, turns DMA blocks into prebuilt rings, rewrites
/// pseudo instructions, and lists the registers to set.
/// </summary>
public static class ProgramLoader
{
    /// <summary>Plans the load; nothing is simulated yet.</summary>
    /// <exception cref="InputException">The program is for another chip, or does not fit.</exception>
    public static LoadPlan Plan(ProgramImage image, ChipSpec spec)
    {
        Check(image, spec);
        var allocator = new MemoryAllocator(spec);
        var writes = new List<MemoryWrite>();
        var stores = new List<FabricWrite>();
        var starts = new List<FabricWrite>();
        var addresses = PlaceTensors(image, allocator, writes);
        var streams = image.Streams.ConvertAll(stream => PlaceStream(stream, image, spec, allocator, writes, stores, starts));
        var rings = PlaceRings(image, spec, addresses, allocator, writes, stores);
        return new LoadPlan
        {
            Image = image,
            MemoryWrites = writes,
            RegisterStores = stores,
            StartStores = starts,
            TensorAddresses = addresses,
            Streams = streams,
            Rings = rings,
        };
    }

    private static void Check(ProgramImage image, ChipSpec spec)
    {
        if (image.Chip.Length > 0 && !string.Equals(image.Chip, spec.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new InputException(
                ContainerCode.ProgramForAnotherChip, $"the program is for chip '{image.Chip}', not '{spec.Name}'; --chip {image.Chip} would be right");
        }

        var core = image.Streams.Select(s => s.Core).Concat(image.Queues.Select(q => q.Core)).Concat(image.Tensors.Select(t => t.Core)).DefaultIfEmpty(0).Max();
        if (core >= spec.Cores.Value)
        {
            throw new InputException(
                ContainerCode.ProgramNeedsMoreCores, $"the program uses core {core}, and the chip has {spec.Cores.Value} cores; cores count from 0");
        }
    }

    private static List<long> PlaceTensors(ProgramImage image, MemoryAllocator allocator, List<MemoryWrite> writes)
    {
        var addresses = new List<long>();
        foreach (var tensor in image.Tensors)
        {
            var address = allocator.Allocate(tensor.Core, tensor.ByteLength, RingBuilder.Alignment, $"tensor '{tensor.Name}'");
            addresses.Add(address);
            if (tensor.Kind == TensorKind.Constant)
                writes.Add(new MemoryWrite(address, tensor.Content));
        }

        return addresses;
    }

    private static LoadedStream PlaceStream(
        InstructionStream stream,
        ProgramImage image,
        ChipSpec spec,
        MemoryAllocator allocator,
        List<MemoryWrite> writes,
        List<FabricWrite> stores,
        List<FabricWrite> starts)
    {
        var (words, imageIndices) = StreamLowering.Lower(stream, image, spec);
        var code = MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(words)).ToArray();
        var address = allocator.Allocate(stream.Core, code.Length, RingBuilder.Alignment, $"the code of {stream.Engine.AssemblyName()} on core {stream.Core}");
        writes.Add(new MemoryWrite(address, code));

        var control = SequencerControl.AddressOf(spec, stream.Core, stream.Engine);
        stores.Add(new FabricWrite { Address = control + SequencerControl.CodeAddressLow, Data = (uint)address });
        stores.Add(new FabricWrite { Address = control + SequencerControl.CodeAddressHigh, Data = (uint)(address >> 32) });
        stores.Add(new FabricWrite { Address = control + SequencerControl.InstructionCount, Data = (uint)words.Count });
        starts.Add(new FabricWrite { Address = control + SequencerControl.Start, Data = 1 });
        return new LoadedStream(stream, address, words, imageIndices);
    }

    private static List<LoadedRing> PlaceRings(
        ProgramImage image, ChipSpec spec, List<long> addresses, MemoryAllocator allocator, List<MemoryWrite> writes, List<FabricWrite> stores)
    {
        var builder = new RingBuilder(spec, image, addresses);
        var rings = new List<LoadedRing>();
        foreach (var queue in image.Queues)
        {
            for (var position = 0; position < queue.EngineCount; position++)
                rings.Add(builder.Build(queue, position, allocator, writes, stores));
        }

        return rings;
    }
}
