using Hardware.Common.Parameters;

namespace Hardware.Testbench.Boards;

/// <summary>Which chip a program runs on: the one that the user named, else the one that the program names, else the first of the catalog.</summary>
/// <param name="Name">What the user named; null for nothing.</param>
/// <param name="Overrides">Numbers that the user changed, by parameter name.</param>
public sealed record ChipChoice(string? Name, IReadOnlyDictionary<string, long> Overrides)
{
    /// <summary>A choice without a word from the user.</summary>
    public static ChipChoice Free { get; } = new(null, new Dictionary<string, long>(StringComparer.Ordinal));

    /// <summary>The chip if the program names none.</summary>
    /// <exception cref="Common.Diagnostics.InputException">The name is unknown, or a number is not legal.</exception>
    public ChipSpec Default => Spec(ChipCatalog.Names[0]);

    /// <summary>The chip for a program that names one; what the user named comes first.</summary>
    /// <exception cref="Common.Diagnostics.InputException">The name is unknown, or a number is not legal.</exception>
    public ChipSpec Spec(string program) => ChipCatalog.Create(Name ?? program).With(Overrides);
}
