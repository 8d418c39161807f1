using System.CommandLine;
using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>The options that choose a chip and change its numbers.</summary>
internal static class ChipOptions
{
    public static Option<string[]> Set() => new("--set")
    {
        Description = "change a chip parameter (see inspect --chip)",
        HelpName = "NAME=VALUE",
        AllowMultipleArgumentsPerToken = false,
    };

    /// <summary>The option that names a chip.</summary>
    public static Option<string?> Chip() => OptionText.Of("--chip", "NAME", $"chip: {string.Join(" or ", ChipCatalog.Names)}");

    /// <summary>What the options say of the chip; numbers are looked at when a chip is known.</summary>
    public static ChipChoice Choose(string? chip, IReadOnlyList<string> sets)
    {
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

        return new ChipChoice(chip, overrides);
    }

    private static bool TryParse(string text, out long number) => text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
        ? long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out number)
        : long.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
