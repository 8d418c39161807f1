namespace Hardware.Mutation.Running;

/// <summary>How a verdict reads.</summary>
internal static class Words
{
    public static string For(Verdict verdict) => verdict.Outcome switch
    {
        Outcome.Survived => "SURVIVED",
        Outcome.Failed => "killed  ",
        Outcome.Crashed => "crashed ",
        Outcome.TimedOut => "timeout ",
        Outcome.NotCompiled => "no C#   ",
        _ => "same    ",
    };
}
