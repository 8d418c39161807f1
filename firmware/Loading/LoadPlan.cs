using Hardware.Common.Interconnect;
using Hardware.Common.Isa;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Loading;

/// <summary>Bytes that the host writes to device memory.</summary>
public readonly record struct MemoryWrite(long Address, ReadOnlyMemory<byte> Bytes);

/// <summary>A program placed in a chip: what the host has to write and to store, and where everything then is.</summary>
public sealed record LoadPlan
{
    public required ProgramImage Image { get; init; }

    /// <summary>Code, rings and constants; inputs come on top.</summary>
    public required IReadOnlyList<MemoryWrite> MemoryWrites { get; init; }

    /// <summary>Ring and sequencer registers, in order.</summary>
    public required IReadOnlyList<FabricWrite> RegisterStores { get; init; }

    /// <summary>Stores that start the streams.</summary>
    public required IReadOnlyList<FabricWrite> StartStores { get; init; }

    /// <summary>Device memory address of each tensor of the image.</summary>
    public required IReadOnlyList<long> TensorAddresses { get; init; }

    public required IReadOnlyList<LoadedStream> Streams { get; init; }

    /// <summary>Descriptors of every ring, for a debugger.</summary>
    public required IReadOnlyList<LoadedRing> Rings { get; init; }

    /// <summary>The loaded stream of an engine, or null if the program has none.</summary>
    public LoadedStream? FindStream(int core, Engine engine)
    {
        foreach (var stream in Streams)
        {
            if (stream.Source.Core == core && stream.Source.Engine == engine)
                return stream;
        }

        return null;
    }
}

/// <summary>A stream as it lies in device memory, after pseudo instructions were replaced.</summary>
/// <param name="Source">The stream of the image.</param>
/// <param name="CodeAddress">Device memory address of its first instruction.</param>
/// <param name="Words">The instructions that the sequencer fetches.</param>
/// <param name="ImageIndices">For each of them, the index of the instruction of the image that it came from.</param>
public sealed record LoadedStream(
    InstructionStream Source, long CodeAddress, IReadOnlyList<InstructionWord> Words, IReadOnlyList<int> ImageIndices)
{
    /// <summary>Where the text of a loaded instruction is.</summary>
    public SourceLine LineOf(int programCounter)
    {
        var index = ImageIndices[programCounter];
        return index < Source.Lines.Count ? Source.Lines[index] : new SourceLine(-1, 0);
    }

    /// <summary>Loaded index of the first instruction that came from an instruction of the image; the end of the stream for its length.</summary>
    public int LoadedIndexOf(int imageIndex)
    {
        for (var i = 0; i < ImageIndices.Count; i++)
        {
            if (ImageIndices[i] >= imageIndex)
                return i;
        }

        return Words.Count;
    }
}

/// <summary>One ring of one DMA engine.</summary>
/// <param name="Core">Core of the DMA engine.</param>
/// <param name="Engine">Number of the DMA engine.</param>
/// <param name="Ring">Ring number.</param>
/// <param name="Transfers">What its descriptors move, in ring order.</param>
public sealed record LoadedRing(int Core, int Engine, int Ring, IReadOnlyList<LoadedTransfer> Transfers);

/// <summary>One descriptor pair.</summary>
/// <param name="Source">Chip address read.</param>
/// <param name="Destination">Chip address written.</param>
/// <param name="Bytes">Bytes copied.</param>
/// <param name="Block">Index of its DMA block in the image.</param>
/// <param name="IsIncrement">True for the semaphore increment that ends a block; its source lies in the ring itself.</param>
public readonly record struct LoadedTransfer(long Source, long Destination, int Bytes, int Block, bool IsIncrement);
