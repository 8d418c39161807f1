namespace Hardware.Common.Observation;

/// <summary>The running program did what the hardware forbids; the simulation stops at that tick.</summary>
/// <param name="code">Which mistake.</param>
/// <param name="by">The unit and the instruction or descriptor that did it.</param>
/// <param name="message">What, and what would be right; the place in the source is added by who knows it.</param>
public sealed class ProgramFaultException(Enum code, Agent by, string message) : Exception(message)
{
    public Enum Code => code;

    public Agent By => by;
}
