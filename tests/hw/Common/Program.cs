using Hardware.Common.Numerics;
using Hardware.Common.Tests.Numerics;

namespace Hardware.Common.Tests;

/// <summary>Entry point of the test assembly: a process of its own for what must run under other settings of the runtime.</summary>
internal static class Program
{
    private static void Main()
    {
        if (Environment.GetEnvironmentVariable(NumericsDigest.Variable) is not null)
            Console.WriteLine($"{SimdWidths.Resolve(SimdWidth.Widest)} {NumericsDigest.Of(SimdWidth.Widest)}");
    }
}
