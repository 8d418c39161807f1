using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Inferentia1;
using Hardware.Inferentia2;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Boards;

/// <summary>The chips by name.</summary>
public static class ChipCatalog
{
    private static readonly (string Name, Func<ChipSpec> Create)[] Chips =
        [("inferentia2", Inferentia2Spec.Create), ("inferentia1", Inferentia1Spec.Create)];

    /// <summary>Names of all chips; the first is the one that is meant if nobody says otherwise.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Chips.Select(c => c.Name)];

    /// <summary>The published numbers of a chip (case does not matter).</summary>
    /// <exception cref="InputException"><see cref="OptionCode.ChipUnknown"/>.</exception>
    public static ChipSpec Create(string name)
    {
        foreach (var (chip, create) in Chips)
        {
            if (chip.Equals(name, StringComparison.OrdinalIgnoreCase))
                return create();
        }

        throw new InputException(OptionCode.ChipUnknown, $"no chip '{name}'{Suggestion.DidYouMean(name, Names)}; the chips are {string.Join(", ", Names)}");
    }
}
