using System.Text.Json.Serialization;

namespace Hardware.Mutation.Running;

/// <summary>What became of one change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Outcome>))]
internal enum Outcome
{
    /// <summary>Every test held.</summary>
    Survived,

    /// <summary>A test failed.</summary>
    Failed,

    /// <summary>The process ended by itself: memory, stack or an access outside of memory.</summary>
    Crashed,

    /// <summary>A test took many times the CPU time that it takes without the change.</summary>
    TimedOut,

    /// <summary>Not C#; not counted, another site is drawn.</summary>
    NotCompiled,

    /// <summary>The compiler makes the same code of it; not counted, another site is drawn.</summary>
    SameCode,
}

/// <summary>An outcome with the test that brought it about.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Test">The method that failed, ended the process or did not end.</param>
/// <param name="Message">What the failed test said.</param>
internal sealed record Verdict(Outcome Outcome, string? Test = null, string? Message = null)
{
    /// <summary>Whether it is one of the sample.</summary>
    [JsonIgnore]
    public bool Counts => Outcome is not (Outcome.NotCompiled or Outcome.SameCode);

    [JsonIgnore]
    public bool Killed => Counts && Outcome != Outcome.Survived;
}
