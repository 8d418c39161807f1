using Hardware.Common.Isa;
using Hardware.Common.Parameters;

namespace Hardware.Common.Engines.Sequencing;

/// <summary>
/// The control block through which the host starts a sequencer. It is this project's own (unpublished), in a hole of the core's aperture
/// below the events.
/// </summary>
public static class SequencerControl
{
    /// <summary>Offset of engine 0's block in the core's aperture.</summary>
    public const long Offset = 0x2680000;

    /// <summary>Bytes from one engine's block to the next, and bytes of a block.</summary>
    public const long Stride = 0x1000;

    /// <summary>Low word of the device memory address of the stream's first instruction.</summary>
    public const int CodeAddressLow = 0x0;

    /// <summary>High word of that address.</summary>
    public const int CodeAddressHigh = 0x4;

    /// <summary>Instructions in the stream.</summary>
    public const int InstructionCount = 0x8;

    /// <summary>A store of 1 starts the stream at its first instruction.</summary>
    public const int Start = 0xC;

    /// <summary>First address of an engine's block.</summary>
    public static long AddressOf(ChipSpec spec, int core, Engine engine) =>
        spec.CoreApertureBase.Value + (core * spec.CoreApertureStride.Value) + Offset + ((int)engine * Stride);
}
