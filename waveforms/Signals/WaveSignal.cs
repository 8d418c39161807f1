using Hardware.Waveforms.Vcd;

namespace Hardware.Waveforms.Signals;

/// <summary>How the bits of a signal are to be understood.</summary>
public enum WaveKind
{
    /// <summary>A vector of bits; one bit is a vector of width 1.</summary>
    Bits,
    /// <summary>An IEEE 754 number of 32 or 64 bits.</summary>
    Real,
}

/// <summary>How a viewer is to show a signal at first.</summary>
public enum WaveFormat
{
    /// <summary>Hexadecimal.</summary>
    Hexadecimal,
    /// <summary>Binary digits.</summary>
    Binary,
    /// <summary>A decimal number without sign.</summary>
    Unsigned,
    /// <summary>A decimal number in two's complement.</summary>
    Signed,
    /// <summary>A curve of the value over time, drawn in steps.</summary>
    Analog,
}

/// <summary>One traced value: a name and the place of its bits.</summary>
public sealed class WaveSignal
{
    /// <summary>Describes a signal.</summary>
    /// <param name="name">Name within the scope; characters that a viewer would misread are replaced when it is written.</param>
    /// <param name="buffer">The unit's committed values.</param>
    /// <param name="offset">First byte in the buffer.</param>
    /// <param name="width">Bits, 1 to <see cref="VcdWriter.MaximumWidth"/>; 32 or 64 for a real.</param>
    public WaveSignal(string name, WaveBuffer buffer, int offset, int width)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, VcdWriter.MaximumWidth);
        Name = name;
        Buffer = buffer;
        Offset = offset;
        Width = width;
        Format = width == 1 ? WaveFormat.Binary : WaveFormat.Hexadecimal;
    }

    /// <summary>Name within the scope.</summary>
    public string Name { get; }

    /// <summary>The unit's committed values.</summary>
    public WaveBuffer Buffer { get; }

    /// <summary>First byte in the buffer.</summary>
    public int Offset { get; }

    /// <summary>Bits.</summary>
    public int Width { get; }

    /// <summary>Bytes that the bits take in the buffer.</summary>
    public int ByteLength => (Width + 7) / 8;

    /// <summary>Vector or number.</summary>
    public WaveKind Kind { get; init; }

    /// <summary>How a viewer shows it at first.</summary>
    public WaveFormat Format { get; init; }

    /// <summary>Names of its values, for states and opcodes.</summary>
    public WaveLabels? Labels { get; init; }
}
