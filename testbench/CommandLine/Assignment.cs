using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.CommandLine;

/// <summary>Arguments of the form NAME=VALUE.</summary>
internal static class Assignment
{
    /// <exception cref="InputException">The text has no name or no equals sign.</exception>
    public static (string Name, string Value) Split(string text, string option)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            throw new InputException(OptionCode.AssignmentMalformed, $"{option} {text}: NAME=VALUE would be right");
        return (text[..equals], text[(equals + 1)..]);
    }
}
