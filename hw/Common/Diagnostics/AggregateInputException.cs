namespace Hardware.Common.Diagnostics;

/// <summary>Several mistakes of one input, for instance of one program: the command prints <see cref="InputException.OneLine"/> of each.</summary>
/// <param name="errors">At least one mistake, in the order in which they were met.</param>
public sealed class AggregateInputException(IReadOnlyList<InputException> errors) : Exception(errors[0].Message)
{
    /// <summary>The mistakes, one line each.</summary>
    public IReadOnlyList<InputException> Errors => errors;

    /// <inheritdoc/>
    public override string ToString() => string.Join('\n', errors.Select(e => e.OneLine));
}
