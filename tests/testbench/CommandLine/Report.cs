using System.Text.Json;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Reads what <c>run</c> reports.</summary>
internal static class Report
{
    /// <summary>The report without the lines that say how long the simulation took and which files were written.</summary>
    public static string WithoutWallTime(string output) => output[..output.IndexOf("simulated in ", StringComparison.Ordinal)];

    /// <summary>Cycles of the base clock that the program took, from a statistics file.</summary>
    public static long Cycles(string statistics)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(statistics));
        return json.RootElement.GetProperty("neuroncore_cycle_count").GetInt64();
    }
}
