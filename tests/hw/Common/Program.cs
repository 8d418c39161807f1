using Hardware.Common.Numerics;
using Hardware.Common.Tests.Numerics;

namespace Hardware.Common.Tests;

/// <summary>Entry point of the test assembly: a process of its own for what must run under other settings of the runtime.</summary>
internal static class Program
{
    private static void Main()
    {
        if (Environment.GetEnvironmentVariable(ConversionDigest.Variable) is not null)
            Console.WriteLine($"{LaneWidths.Resolve(LaneWidth.Widest)} {ConversionDigest.Of(LaneWidth.Widest)}");
    }
}
