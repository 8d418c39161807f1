namespace Hardware.Common.Diagnostics;

/// <summary>The printed form of a member of an enumeration with <see cref="DiagnosticCodesAttribute"/>.</summary>
public static class DiagnosticCode
{
    /// <summary>"NR" and the four-digit number, for example <c>NR0401</c>.</summary>
    public static string Text(Enum code) => $"NR{Convert.ToInt32(code, provider: null):0000}";
}
