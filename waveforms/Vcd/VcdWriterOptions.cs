namespace Hardware.Waveforms.Vcd;

/// <summary>How a value change dump is written.</summary>
public sealed record VcdWriterOptions
{
    /// <summary>The unit of the times handed to the writer.</summary>
    public VcdTimescale Timescale { get; init; } = VcdTimescale.Femtosecond;

    /// <summary>Also write enum names as <c>$attrbegin</c> tables, which Surfer honours and strict readers of the old standard may refuse.</summary>
    public bool EnumTables { get; init; }

    /// <summary>Bytes gathered before the stream is written.</summary>
    public int BufferBytes { get; init; } = 1 << 20;
}
