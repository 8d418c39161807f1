using System.Numerics;
using Hardware.Common.Diagnostics;

namespace Hardware.Common.Kernel;

/// <summary>
/// The integer time grid of one family of clocks: the least common multiple of their frequencies. Time is a count of grid ticks,
/// never a floating-point number, so that edges of different clocks fall on exactly the same tick or on different ones.
/// </summary>
public sealed class ClockGrid
{
    /// <summary>Finest grid that is accepted, in ticks a second: 10 THz leaves a 64-bit tick count over ten days of simulated time.</summary>
    public const long FinestTicksPerSecond = 10_000_000_000_000;

    private readonly Clock[] _clocks;

    /// <summary>Puts the clocks (name, frequency in hertz) on their coarsest common grid.</summary>
    /// <exception cref="InputException">A frequency is not positive, or the common grid is finer than <see cref="FinestTicksPerSecond"/>.</exception>
    public ClockGrid(params ReadOnlySpan<(string Name, long Frequency)> clocks)
    {
        var grid = BigInteger.One;
        foreach (var (name, frequency) in clocks)
        {
            if (frequency <= 0)
            {
                throw new InputException(
                    HardwareCode.ClockFrequencyNotPositive,
                    $"clock '{name}' has a frequency of {frequency} Hz; a clock needs a positive frequency");
            }

            grid = grid / BigInteger.GreatestCommonDivisor(grid, frequency) * frequency;
        }

        if (grid > FinestTicksPerSecond)
        {
            throw new InputException(
                HardwareCode.ClockGridTooFine,
                $"the clocks {string.Join(", ", clocks.ToArray().Select(c => $"{c.Name} {c.Frequency} Hz"))} have no common grid coarser than "
                + $"{FinestTicksPerSecond} ticks a second; choose frequencies with a larger common factor");
        }

        TicksPerSecond = (long)grid;
        _clocks = new Clock[clocks.Length];
        for (var i = 0; i < clocks.Length; i++)
            _clocks[i] = new Clock(clocks[i].Name, clocks[i].Frequency, TicksPerSecond / clocks[i].Frequency);
    }

    /// <summary>Grid ticks in one second.</summary>
    public long TicksPerSecond { get; }

    /// <summary>The clocks, in the order given.</summary>
    public IReadOnlyList<Clock> Clocks => _clocks;

    /// <summary>The clock of that name.</summary>
    public Clock this[string name] => Array.Find(_clocks, c => string.Equals(c.Name, name, StringComparison.Ordinal))
        ?? throw new ArgumentException($"no clock '{name}'", nameof(name));

    /// <summary>The tick's time in femtoseconds, rounded down.</summary>
    public long ToFemtoseconds(long tick) => (long)((Int128)tick * 1_000_000_000_000_000 / TicksPerSecond);

    /// <summary>The first tick at or after the time in femtoseconds.</summary>
    public long FromFemtoseconds(long femtoseconds) =>
        (long)(((Int128)femtoseconds * TicksPerSecond + 999_999_999_999_999) / 1_000_000_000_000_000);
}
