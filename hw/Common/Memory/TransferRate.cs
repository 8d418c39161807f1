namespace Hardware.Common.Memory;

/// <summary>A time with an exact fraction: how far a path of fixed rate is booked.</summary>
public struct BookedTime
{
    /// <summary>Whole cycles or ticks.</summary>
    public long Whole;

    /// <summary>Numerator of the fraction; its denominator belongs to the <see cref="TransferRate"/>.</summary>
    public long Fraction;

    /// <summary>The first whole cycle or tick at which the path is free.</summary>
    public readonly long Ceiling => Whole + (Fraction > 0 ? 1 : 0);
}

/// <summary>Bytes a second on a clock, as an exact ratio, so that a long transfer neither gains nor loses a cycle by rounding.</summary>
public readonly struct TransferRate
{
    private readonly long _cycles;
    private readonly long _bytes;

    /// <param name="bytesPerSecond">Rate of the path.</param>
    /// <param name="cyclesPerSecond">Frequency of the clock or grid on which times count.</param>
    public TransferRate(long bytesPerSecond, long cyclesPerSecond)
    {
        var divisor = GreatestCommonDivisor(bytesPerSecond, cyclesPerSecond);
        _cycles = cyclesPerSecond / divisor;
        _bytes = bytesPerSecond / divisor;
    }

    /// <summary>Books <paramref name="bytes"/> from <paramref name="now"/> or from the end of what is booked, whichever is later.</summary>
    public void Book(ref BookedTime time, long now, long bytes)
    {
        if (time.Ceiling < now)
            time = new BookedTime { Whole = now };
        var fraction = time.Fraction + (bytes * _cycles);
        time.Whole += fraction / _bytes;
        time.Fraction = fraction % _bytes;
    }

    /// <summary>Whole cycles that so many bytes take, rounded up.</summary>
    public long CyclesFor(long bytes) => ((bytes * _cycles) + _bytes - 1) / _bytes;

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
