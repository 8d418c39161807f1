using System.CommandLine;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Parameters;
using Hardware.Inferentia1;
using Hardware.Inferentia2;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>The options that choose a chip and change its numbers.</summary>
internal static class ChipOptions
{
    private static readonly string[] Chips = ["inferentia2", "inferentia1"];

    public static Option<string[]> Set() => new("--set")
    {
        Description = "change a chip parameter (see inspect --chip)",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The chip of a name (Inferentia2 if null) with the overrides applied.</summary>
    public static ChipSpec Resolve(string? chip, IReadOnlyList<string> sets)
    {
        var name = chip ?? Chips[0];
        if (!Chips.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new InputException(
                OptionCode.ChipUnknown, $"no chip '{name}'{Suggestion.DidYouMean(name, Chips)}; the chips are {string.Join(", ", Chips)}");
        }

        var overrides = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var text in sets)
        {
            var (parameter, value) = Assignment.Split(text, "--set");
            if (!TryParse(value, out var number))
            {
                throw new InputException(
                    OptionCode.ChipParameterNotANumber, $"--set {text}: '{value}' is not a whole number; decimal or 0x hexadecimal would be right");
            }

            overrides[parameter] = number;
        }

        return (name.Equals(Chips[0], StringComparison.OrdinalIgnoreCase) ? Inferentia2Spec.Create() : Inferentia1Spec.Create()).With(overrides);
    }

    private static bool TryParse(string text, out long number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out number)
        : long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
