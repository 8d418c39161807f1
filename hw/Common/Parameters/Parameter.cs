namespace Hardware.Common.Parameters;

/// <summary>How well a number is known.</summary>
public enum Confidence
{
    /// <summary>In AWS documentation, headers or published measurements.</summary>
    Published,

    /// <summary>Derived from published numbers.</summary>
    Derived,

    /// <summary>Unpublished: this project's choice; the source gives the reason.</summary>
    Chosen,

    /// <summary>The chip has nothing of the kind; the source says so.</summary>
    Absent,
}

/// <summary>One number of a chip, with its unit and where it comes from.</summary>
/// <param name="Value">The number; units are chosen so that an integer is exact.</param>
/// <param name="Unit">Unit, for instance <c>Hz</c>, <c>bytes</c>, <c>cycles of the tensor clock</c>.</param>
/// <param name="Source">Public name of the source, or the reason of a choice.</param>
/// <param name="Confidence">How well it is known.</param>
/// <param name="Minimum">Smallest legal value.</param>
/// <param name="Maximum">Largest legal value.</param>
public sealed record Parameter(
    long Value, string Unit, string Source, Confidence Confidence = Confidence.Published, long Minimum = 0, long Maximum = long.MaxValue)
{
    /// <summary>This number on a chip that has nothing of the kind: zero, and not to be changed.</summary>
    public Parameter AbsentBecause(string source) => this with { Value = 0, Minimum = 0, Maximum = 0, Source = source, Confidence = Confidence.Absent };

    public static implicit operator long(Parameter parameter) => parameter.Value;

    public static implicit operator int(Parameter parameter) => checked((int)parameter.Value);
}
