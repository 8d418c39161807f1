using System.Buffers.Text;

namespace Hardware.Waveforms.Timeline;

/// <summary>Femtoseconds as microseconds with nine decimals: exact, where a floating-point number would not be.</summary>
internal static class TraceTime
{
    private const ulong FemtosecondsPerMicrosecond = 1_000_000_000;

    /// <summary>Bytes that the longest time takes.</summary>
    public const int MaximumLength = 24;

    /// <summary>Writes the number without superfluous zeros and returns its length.</summary>
    public static int Write(long femtoseconds, Span<byte> destination)
    {
        var length = 0;
        var magnitude = femtoseconds < 0 ? 0 - (ulong)femtoseconds : (ulong)femtoseconds;
        if (femtoseconds < 0)
            destination[length++] = (byte)'-';
        var (whole, fraction) = Math.DivRem(magnitude, FemtosecondsPerMicrosecond);
        Utf8Formatter.TryFormat(whole, destination[length..], out var digits);
        length += digits;
        if (fraction == 0)
            return length;
        destination[length++] = (byte)'.';
        for (var unit = FemtosecondsPerMicrosecond / 10; fraction != 0; unit /= 10)
        {
            destination[length++] = (byte)('0' + fraction / unit);
            fraction %= unit;
        }

        return length;
    }
}
