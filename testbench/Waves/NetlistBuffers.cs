using Hardware.Common.Kernel;
using Hardware.Waveforms.Signals;

namespace Hardware.Testbench.Waves;

/// <summary>The committed registers of a component.</summary>
internal sealed class RegisterWaveBuffer(Component component) : WaveBuffer
{
    public override ReadOnlySpan<byte> Current => component.RegisterBytes;
}

/// <summary>How many words each channel of a component holds: one byte a channel.</summary>
internal sealed class ChannelWaveBuffer(IReadOnlyList<Channel> channels) : WaveBuffer
{
    private readonly byte[] _counts = new byte[channels.Count];

    public override ReadOnlySpan<byte> Current
    {
        get
        {
            for (var i = 0; i < _counts.Length; i++)
                _counts[i] = (byte)channels[i].Count;
            return _counts;
        }
    }
}

/// <summary>Signals that are computed from others, such as the processing elements of an array; refreshed when looked at.</summary>
internal sealed class DerivedWaveBuffer(IReadOnlyList<ISignal> signals) : WaveBuffer
{
    private readonly byte[] _bits = new byte[signals.Sum(s => BytesOf(s))];

    public override ReadOnlySpan<byte> Current
    {
        get
        {
            var offset = 0;
            foreach (var signal in signals)
            {
                signal.Bits[..BytesOf(signal)].CopyTo(_bits.AsSpan(offset));
                offset += BytesOf(signal);
            }

            return _bits;
        }
    }

    public static int BytesOf(ISignal signal) => (signal.BitWidth + 7) / 8;
}
