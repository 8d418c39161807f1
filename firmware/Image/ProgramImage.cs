using Hardware.Common.Isa;

namespace Hardware.Firmware.Image;

/// <summary>A whole program, before it is placed in a chip: what the assembler makes, the container holds and the loader loads.</summary>
public sealed class ProgramImage
{
    public string Title { get; set; } = "";

    /// <summary>Name of the chip it is for; empty if any.</summary>
    public string Chip { get; set; } = "";

    /// <summary>Name of the closed-form reference that checks the outputs; empty if none.</summary>
    public string Reference { get; set; } = "";

    /// <summary>Folder that tensor files are relative to; not stored in a container.</summary>
    public string Folder { get; set; } = "";

    /// <summary>The FP8 layouts that constants are encoded for, as text; empty if unknown.</summary>
    public string Float8Layouts { get; set; } = "";

    /// <summary>The values that <c>.define</c> names have, in order of declaration, as text.</summary>
    public List<(string Name, string Value)> Defines { get; } = [];

    public List<ProgramTensor> Tensors { get; } = [];

    public List<OnChipBuffer> Buffers { get; } = [];

    public List<NamedNumber> Semaphores { get; } = [];

    public List<NamedNumber> Events { get; } = [];

    public List<DmaQueue> Queues { get; } = [];

    public List<DmaBlock> DmaBlocks { get; } = [];

    /// <summary>Streams that hold instructions, by core, then in the order of <see cref="EngineNames.All"/>.</summary>
    public List<InstructionStream> Streams { get; } = [];

    /// <summary>Text files that the program was made from, as the user named them.</summary>
    public List<string> SourceFiles { get; } = [];

    /// <summary>The tensor of a name, or null.</summary>
    public ProgramTensor? FindTensor(string name) => Tensors.Find(t => string.Equals(t.Name, name, StringComparison.Ordinal));

    /// <summary>The stream of an engine, or null if it is empty.</summary>
    public InstructionStream? FindStream(int core, Engine engine) => Streams.Find(s => s.Core == core && s.Engine == engine);
}
