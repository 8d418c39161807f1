using System.Text;

namespace Hardware.Common.Diagnostics;

/// <summary>
/// The one exception for a mistake in what the user gave (program, container, tensor, option, wave): it says what is wrong,
/// where, and what would be right. The command prints <see cref="OneLine"/> and exits with status 2; a stack trace is never shown.
/// </summary>
public sealed class InputException : Exception
{
    /// <param name="code">The mistake; each code is raised at one place of the source.</param>
    /// <param name="message">What is wrong and what would be right, in one sentence without a final full stop.</param>
    /// <param name="place">Where, when known.</param>
    /// <param name="innerException">The cause below, for the debugger only; it is not shown to the user.</param>
    public InputException(Enum code, string message, SourcePlace? place = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
        Place = place;
    }

    /// <summary>The mistake.</summary>
    public Enum Code { get; }

    /// <summary>Where in the input, or null when the mistake has no place.</summary>
    public SourcePlace? Place { get; }

    /// <summary><c>file:12:5: error NR0101: message</c>, on one line whatever the message quotes.</summary>
    public string OneLine
    {
        get
        {
            string place = Place?.ToString() ?? "";
            string head = place.Length > 0 ? place + ": " : "";
            return Flatten($"{head}error {DiagnosticCode.Text(Code)}: {Message}");
        }
    }

    /// <inheritdoc/>
    public override string ToString() => OneLine;

    /// <summary>Quoted input may hold line breaks, escape sequences or direction marks: each such run becomes one space.</summary>
    private static string Flatten(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!IsBreaking(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }

        return line.ToString();
    }

    private static bool IsBreaking(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
