using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>Values of options, with messages that say what would be right.</summary>
internal static class OptionValue
{
    /// <summary>One of a list of names, upper and lower case alike.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.OptionChoiceUnknown"/>.</exception>
    public static T Choice<T>(string option, string text, params ReadOnlySpan<(string Name, T Value)> choices)
    {
        foreach (var (name, value) in choices)
        {
            if (string.Equals(name, text, StringComparison.OrdinalIgnoreCase))
                return value;
        }

        var names = new List<string>();
        foreach (var choice in choices)
            names.Add(choice.Name);
        throw new InputException(
            OptionCode.OptionChoiceUnknown, $"{option} {text}: {string.Join(", ", names)} would be right{Suggestion.DidYouMean(text, names)}");
    }

    /// <summary>A whole number from 0 to 2^64-1, decimal or 0x hexadecimal.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.OptionWholeNumberMalformed"/>.</exception>
    public static ulong WholeNumber(string option, string text)
    {
        var isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        if (isHexadecimal
            ? ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            : ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value))
        {
            return value;
        }

        throw new InputException(OptionCode.OptionWholeNumberMalformed, $"{option} {text}: a whole number from 0 on would be right, decimal or 0x hexadecimal");
    }

    /// <summary>A count, from 1 to 2^31-1.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.OptionCountMalformed"/>.</exception>
    public static int Count(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? count
            : throw new InputException(OptionCode.OptionCountMalformed, $"{option} {text}: a whole number from 1 on would be right");

    /// <summary>Refuses an option that would be ignored.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.OptionWithoutEffect"/>.</exception>
    public static void RefuseIf(bool given, string option, string beside)
    {
        if (given)
            throw new InputException(OptionCode.OptionWithoutEffect, $"{option} has no effect {beside}; leave it out");
    }

    /// <summary>A tolerance: a finite number from 0 on, or null if the option was not given.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.OptionToleranceMalformed"/>.</exception>
    public static double? Tolerance(string option, string? text)
    {
        if (text is null)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value >= 0)
            return value;
        throw new InputException(OptionCode.OptionToleranceMalformed, $"{option} {text}: a number from 0 on would be right, for example 1e-5");
    }
}
