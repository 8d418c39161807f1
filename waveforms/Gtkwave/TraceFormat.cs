namespace Hardware.Waveforms.Gtkwave;

/// <summary>How GTKWave shows a trace. The numbers are its flag words, as save files hold them in hexadecimal after <c>@</c>.</summary>
public enum TraceFormat
{
    /// <summary>Right-justified hexadecimal.</summary>
    Hexadecimal = 0x22,
    /// <summary>Right-justified decimal.</summary>
    Unsigned = 0x24,
    /// <summary>Right-justified decimal in two's complement.</summary>
    Signed = 0x424,
    /// <summary>Right-justified binary; the format of single wires.</summary>
    Binary = 0x28,
    /// <summary>Hexadecimal, put through a filter file.</summary>
    Labels = 0x2022,
    /// <summary>A curve in steps over a vector taken as a number without sign.</summary>
    AnalogUnsigned = 0x8024,
    /// <summary>A curve in steps over a vector taken as two's complement.</summary>
    AnalogSigned = 0x8424,
    /// <summary>A curve in steps over a real.</summary>
    AnalogReal = 0x48020,
}

/// <summary>The colours of GTKWave's traces.</summary>
public enum TraceColour
{
    /// <summary>GTKWave's own choice.</summary>
    Default,
    /// <summary>Red.</summary>
    Red,
    /// <summary>Orange.</summary>
    Orange,
    /// <summary>Yellow.</summary>
    Yellow,
    /// <summary>Green.</summary>
    Green,
    /// <summary>Blue.</summary>
    Blue,
    /// <summary>Indigo.</summary>
    Indigo,
    /// <summary>Violet.</summary>
    Violet,
}
