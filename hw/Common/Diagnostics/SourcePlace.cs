namespace Hardware.Common.Diagnostics;

/// <summary>Where in the user's input a mistake is: a file with a line and column (text) or a byte offset (binary).</summary>
/// <param name="File">File name as the user gave it; empty when the input has no file (an option, for example).</param>
/// <param name="Line">1-based line, 0 when unknown.</param>
/// <param name="Column">1-based column, 0 when unknown.</param>
/// <param name="Offset">0-based byte offset, -1 when unknown.</param>
public readonly record struct SourcePlace(string File, int Line = 0, int Column = 0, long Offset = -1)
{
    /// <summary>A place in a binary file.</summary>
    public static SourcePlace AtByte(string file, long offset) => new(file, Offset: offset);

    /// <summary><c>file</c>, <c>file:12</c>, <c>file:12:5</c> or <c>file:byte 96</c>; the form that editors can jump to.</summary>
    public override string ToString()
    {
        if (Offset >= 0)
            return $"{File}:byte {Offset}";
        if (Line <= 0)
            return File ?? "";
        return Column > 0 ? $"{File}:{Line}:{Column}" : $"{File}:{Line}";
    }
}
