namespace Hardware.Common.Diagnostics;

/// <summary>The printed form of a <see cref="DiagnosticCode"/>.</summary>
public static class DiagnosticCodeText
{
    /// <summary>"NR" and the four-digit number, for example <c>NR0401</c>.</summary>
    public static string Text(this DiagnosticCode code) => $"NR{(int)code:0000}";
}
