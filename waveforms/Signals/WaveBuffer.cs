namespace Hardware.Waveforms.Signals;

/// <summary>
/// Where the committed values of one unit lie side by side, for instance a component's register file. A unit that did not tick
/// is never looked at; one that did is compared as a whole before any of its signals is.
/// </summary>
public abstract class WaveBuffer
{
    /// <summary>
    /// The committed bytes now, little-endian values at fixed offsets. The memory may move from call to call, the layout and
    /// length may not. A buffer of derived values fills its bytes here.
    /// </summary>
    public abstract ReadOnlySpan<byte> Current { get; }
}

/// <summary>A buffer over an array that is never replaced.</summary>
public sealed class ArrayWaveBuffer(byte[] bytes) : WaveBuffer
{
    /// <inheritdoc/>
    public override ReadOnlySpan<byte> Current => bytes;
}
