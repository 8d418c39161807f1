using Hardware.Common.Isa;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites;

/// <summary>Something that a suite does not look at on a chip.</summary>
/// <param name="What">Names of properties (or how they begin), instructions, types or features.</param>
/// <param name="Why">The reason.</param>
public sealed record LeftOut(string What, string Why)
{
    /// <summary>Element types that a core lacks, of those that a suite knows; nothing if it has all.</summary>
    /// <param name="known">All types of the suite.</param>
    /// <param name="types">Those of the core.</param>
    /// <param name="owner">What lacks the others.</param>
    public static IEnumerable<LeftOut> Types(IEnumerable<DataType> known, IReadOnlyList<DataType> types, string owner) =>
        Names("types", known.Except(types).Select(t => t.AssemblyName()), $"{owner} has none of them");

    /// <summary>Instructions that a core lacks, of those that a suite knows; nothing if it has all.</summary>
    public static IEnumerable<LeftOut> Instructions(IEnumerable<InstructionDefinition> known, CoreFeatures core) =>
        Names("instructions", known.Where(d => !d.IsOn(core)).Select(d => d.Mnemonic), $"{core.Name} has none of them");

    private static IEnumerable<LeftOut> Names(string kind, IEnumerable<string> names, string why)
    {
        var text = string.Join(", ", names);
        return text.Length == 0 ? [] : [new LeftOut($"{kind} {text}", why)];
    }
}
