namespace Hardware.Testbench.Debugger;

/// <summary>Why a forward command ended.</summary>
public enum StopKind
{
    /// <summary>Where the command was to go.</summary>
    Reached,
    Breakpoint,

    /// <summary>The program has ended and its outputs were read back.</summary>
    Completed,

    /// <summary>Nothing can happen any more.</summary>
    Deadlock,

    /// <summary>The program did what the hardware forbids.</summary>
    Fault,
    Interrupted,
}

/// <summary>The end of a forward command.</summary>
/// <param name="Kind">Why it ended.</param>
/// <param name="Hits">What hit, one line for each breakpoint; else empty.</param>
/// <param name="Stream">The stream that it is about, or null.</param>
public sealed record Stop(StopKind Kind, IReadOnlyList<string> Hits, StreamName? Stream = null)
{
    public Stop(StopKind kind)
        : this(kind, [])
    {
    }
}
