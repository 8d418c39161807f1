using Hardware.Common.Isa;

namespace Hardware.Firmware.Image;

/// <summary>The instructions of one engine of one core.</summary>
/// <param name="Core">Core.</param>
/// <param name="Engine">Engine.</param>
public sealed record InstructionStream(int Core, Engine Engine)
{
    /// <summary>The instructions; branch targets are indices into this list.</summary>
    public List<InstructionWord> Words { get; init; } = [];

    /// <summary>For each instruction, where its text is.</summary>
    public List<SourceLine> Lines { get; init; } = [];

    /// <summary>Labels by the index of the instruction they stand before; several may share one.</summary>
    public List<StreamLabel> Labels { get; init; } = [];
}

/// <summary>A line of the program's text.</summary>
/// <param name="File">Index in <see cref="ProgramImage.SourceFiles"/>, or -1 if unknown.</param>
/// <param name="Line">1-based line.</param>
public readonly record struct SourceLine(int File, int Line);

/// <summary>A name for a place in a stream.</summary>
public readonly record struct StreamLabel(string Name, int Index);
