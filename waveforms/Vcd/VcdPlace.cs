using Hardware.Common.Diagnostics;
using Hardware.Waveforms.Diagnostics;

namespace Hardware.Waveforms.Vcd;

/// <summary>Places and the fault that header and values share.</summary>
internal static class VcdPlace
{
    /// <summary>A line of a wave; waves may have more lines than an editor can count.</summary>
    public static SourcePlace At(string source, long line) => new(source, (int)Math.Min(line, int.MaxValue));

    /// <summary>The file ends too early.</summary>
    public static InputException CutShort(string source, long line, string sign) =>
        new(WaveCode.WaveCutShort, $"{sign}: the file is cut short, or is not a value change dump", At(source, line));
}
