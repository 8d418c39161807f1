using Hardware.Common.Diagnostics;

namespace Hardware.Waveforms.Diagnostics;

/// <summary>Mistakes in waves and in what is asked of them (08xx).</summary>
[DiagnosticCodes]
public enum WaveCode
{
    /// <summary>A wave file cannot be read. Name an existing value change dump that you may read.</summary>
    WaveUnreadable = 801,

    /// <summary>A wave ends in the middle. Write it again, or get the whole file.</summary>
    WaveCutShort = 802,

    /// <summary>The declarations of a wave break the format. The message says what would be right.</summary>
    WaveHeaderMalformed = 803,

    /// <summary>A time or value of a wave breaks the format. The message says what would be right.</summary>
    WaveValueMalformed = 804,

    /// <summary>A scope or signal to trace does not exist. Use a path that the message suggests, or a shorter one.</summary>
    WaveScopeUnknown = 805,
}
