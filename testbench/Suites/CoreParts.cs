using Hardware.Common.Isa;

namespace Hardware.Testbench.Suites;

/// <summary>What generators ask of a version of the core.</summary>
internal static class CoreParts
{
    /// <summary>True if the core has the instruction on one of its engines.</summary>
    public static bool IsOn(this InstructionDefinition definition, CoreFeatures core) =>
        (definition.Cores & core.Version) != CoreVersions.None && core.Engines.Any(e => definition.Engines.Contains(e));

    /// <summary>The positions in a list of what a condition holds for.</summary>
    public static int[] Positions<T>(this IReadOnlyList<T> items, Func<T, bool> chosen) => [.. Enumerable.Range(0, items.Count).Where(i => chosen(items[i]))];
}
