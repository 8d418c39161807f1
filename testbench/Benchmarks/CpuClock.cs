namespace Hardware.Testbench.Benchmarks;

/// <summary>Measures work per CPU-second: on a shared machine that is steadier than work per second of the wall clock.</summary>
public static class CpuClock
{
    /// <summary>CPU time that this process has used, user and system.</summary>
    public static TimeSpan Used => Environment.CpuUsage.TotalTime;

    /// <summary>Runs the work once to warm up and then <paramref name="repetitions"/> times.</summary>
    /// <param name="repetitions">Counted repetitions.</param>
    /// <param name="work">Does the work once and gives its amount.</param>
    /// <returns>Median, lowest and highest amount per CPU-second.</returns>
    public static (double Median, double Lowest, double Highest) Rate(int repetitions, Func<double> work)
    {
        work();
        var rates = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var start = Used;
            var amount = work();
            rates[i] = amount / Math.Max((Used - start).TotalSeconds, 1e-9);
        }

        Array.Sort(rates);
        return (rates[repetitions / 2], rates[0], rates[^1]);
    }
}
