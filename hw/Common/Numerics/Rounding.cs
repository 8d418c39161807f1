namespace Hardware.Common.Numerics;

/// <summary>How a value that the destination cannot hold is brought to one of its two neighbours.</summary>
public enum Rounding : byte
{
    /// <summary>To the nearest neighbour; a tie goes to the one with the even code.</summary>
    NearestEven,

    /// <summary>
    /// Away from zero with a probability equal to the discarded fraction: 32 random bits are added to the discarded fraction,
    /// taken as 32 bits below the last kept one, and the carry rounds up. Exact values never change.
    /// </summary>
    Stochastic,
}

/// <summary>What a finite value beyond the largest finite code of a smaller float becomes.</summary>
public enum Overflow : byte
{
    /// <summary>Infinity of the same sign, or NaN in a format without infinity.</summary>
    Infinity,

    /// <summary>The largest finite value of the same sign. An infinite source stays infinite where the format has infinity.</summary>
    Saturate,

    /// <summary>NaN of the same sign; an infinite source becomes NaN as well.</summary>
    NotANumber,
}

/// <summary>The one place where discarded bits decide.</summary>
public static class SignificandRounding
{
    /// <summary>Divides <paramref name="significand"/> by 2^<paramref name="shift"/> and rounds to an integer.</summary>
    /// <param name="significand">At most 24 bits, so that nearest rounding gives 0 for any shift above 25.</param>
    /// <param name="shift">Number of discarded bits, 0 or more.</param>
    /// <param name="rounding">The rule.</param>
    /// <param name="randomBits">32 uniform bits; used by <see cref="Rounding.Stochastic"/> only.</param>
    public static uint ShiftRight(uint significand, int shift, Rounding rounding, uint randomBits)
    {
        if (rounding == Rounding.Stochastic)
        {
            var fixedPoint = shift >= 64 ? 0UL : ((ulong)significand << 32) >> shift;
            return (uint)((fixedPoint + randomBits) >> 32);
        }

        if (shift == 0)
            return significand;
        if (shift > 25)
            return 0;
        var kept = significand >> shift;
        var discarded = significand & ((1u << shift) - 1);
        var half = 1u << (shift - 1);
        var roundUp = discarded > half || (discarded == half && (kept & 1) != 0);
        return roundUp ? kept + 1 : kept;
    }
}
