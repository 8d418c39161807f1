using Hardware.Common.Isa;
using Hardware.Common.Memory;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Assembly;

/// <summary>What a program has declared for one core.</summary>
public sealed class CoreSymbols(int core, ChipSpec spec)
{
    public int Number => core;

    /// <summary>Every declared name, to keep them distinct.</summary>
    public HashSet<string> Names { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, OnChipBuffer> Buffers { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, NamedNumber> Semaphores { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, NamedNumber> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Queues by name, with their index in the image.</summary>
    public Dictionary<string, QueueSymbol> Queues { get; } = new(StringComparer.Ordinal);

    public Dictionary<Engine, StreamBuilder> Streams { get; } = [];

    public BufferAllocator Sbuf { get; } = new(LocalMemory.Sbuf, spec.Partitions, spec.SbufPartitionBytes, PartitionedMemory.ColumnBytes);

    public BufferAllocator Psum { get; } = new(LocalMemory.Psum, spec.Partitions, spec.PsumPartitionBytes, spec.PsumBankBytes);

    /// <summary>The stream of an engine, made on first use.</summary>
    public StreamBuilder Stream(Engine engine)
    {
        if (!Streams.TryGetValue(engine, out var stream))
            Streams[engine] = stream = new StreamBuilder(new InstructionStream(core, engine));
        return stream;
    }
}

/// <summary>A declared queue.</summary>
public sealed record QueueSymbol(DmaQueue Queue, int Index);
