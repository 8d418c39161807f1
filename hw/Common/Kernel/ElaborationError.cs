namespace Hardware.Common.Kernel;

/// <summary>One mistake in a netlist: what, where, the other party, and what would be right.</summary>
public sealed record ElaborationError(string Code, string Message, string Where, string? OtherParty, string Suggestion)
{
    public override string ToString() =>
        OtherParty is null ? $"{Code}: {Message} ({Where}); {Suggestion}" : $"{Code}: {Message} ({Where}; other party {OtherParty}); {Suggestion}";
}

/// <summary>All mistakes of a netlist, found in one elaboration.</summary>
public sealed class ElaborationException(IReadOnlyList<ElaborationError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<ElaborationError> Errors => errors;
}
