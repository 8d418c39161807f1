using System.Numerics;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>The choice between two neighbours, by the definitions of the roundings.</summary>
internal static class ExactRounding
{
    /// <summary>Whether a magnitude goes to the upper of its neighbours.</summary>
    /// <param name="magnitude">At least <paramref name="low"/> and below <paramref name="high"/>.</param>
    /// <param name="low">The lower neighbour.</param>
    /// <param name="high">The upper neighbour.</param>
    /// <param name="lowIsEven">Whether a tie stays at the lower one.</param>
    /// <param name="rounding">The rule.</param>
    /// <param name="random">32 random bits: up if they and the first 32 fraction bits together reach one unit.</param>
    public static bool GoesUp(BigInteger magnitude, BigInteger low, BigInteger high, bool lowIsEven, Rounding rounding, uint random)
    {
        var (above, step) = (magnitude - low, high - low);
        if (rounding == Rounding.Stochastic)
            return ((above << 32) / step) + random >= BigInteger.One << 32;
        var comparison = (above + above).CompareTo(step);
        return comparison > 0 || (comparison == 0 && !lowIsEven);
    }
}
