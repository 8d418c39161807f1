using System.Runtime;

namespace Hardware.Testbench.Benchmarks;

/// <summary>Runs work until the runtime, which recompiles hot code in the background, has no more to compile.</summary>
public static class WarmUp
{
    // The runtime starts to recompile a tenth of a second after the last new method.
    private const int QuietMilliseconds = 500;
    private const int MostRuns = 1000;

    /// <summary>Repeats the work until nothing was compiled for half a second of it.</summary>
    public static void UntilCompiled(Action work)
    {
        var compiled = JitInfo.GetCompiledMethodCount();
        var since = Environment.TickCount64;
        for (var run = 0; run < MostRuns && Environment.TickCount64 - since < QuietMilliseconds; run++)
        {
            work();
            if (JitInfo.GetCompiledMethodCount() is var now && now != compiled)
                (compiled, since) = (now, Environment.TickCount64);
        }
    }
}
