using Hardware.Common.Diagnostics;

namespace Hardware.Firmware.Language;

/// <summary>A line of a source file; lines joined by <c>\</c> are one.</summary>
/// <param name="File">File as the user named it.</param>
/// <param name="Number">1-based number of its first line.</param>
/// <param name="Text">Text without comment; joined lines keep their columns only in the first.</param>
public sealed record SourceText(string File, int Number, string Text)
{
    /// <summary>The place of a character of <see cref="Text"/>.</summary>
    public SourcePlace At(int index) => new(File, Number, index + 1);
}

/// <summary>A line, or a line that opens a block with the lines in it.</summary>
/// <param name="Head">The line; of a block, its opening line.</param>
/// <param name="Branches">Null for a plain line. <c>.if</c> has one for each <c>.elif</c> and <c>.else</c> too.</param>
public sealed record Statement(SourceText Head, IReadOnlyList<Branch>? Branches);

/// <summary>Part of a block: the line that heads it and its lines.</summary>
public sealed record Branch(SourceText Head, IReadOnlyList<Statement> Body);
