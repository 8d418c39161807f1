using System.Globalization;

namespace Hardware.Waveforms.Vcd;

/// <summary>A value change dump breaks the format. The message is one line: file, line, and what is wrong.</summary>
public sealed class VcdFormatException : Exception
{
    /// <summary>Describes the first fault of a wave.</summary>
    /// <param name="source">The file's name.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="fault">What is wrong and what would be right.</param>
    public VcdFormatException(string source, long line, string fault)
        : base(string.Create(CultureInfo.InvariantCulture, $"{source}:{line}: {fault}"))
    {
        Line = line;
        Fault = fault;
    }

    /// <summary>The line, counted from 1.</summary>
    public long Line { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Fault { get; }
}
