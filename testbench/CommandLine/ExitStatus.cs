namespace Hardware.Testbench.CommandLine;

/// <summary>Exit statuses of the command.</summary>
public static class ExitStatus
{
    public const int Done = 0;

    /// <summary>The program, a check or a comparison failed.</summary>
    public const int Failed = 1;

    /// <summary>Bad usage or bad input.</summary>
    public const int BadInput = 2;

    /// <summary>A fault of this project.</summary>
    public const int InternalFault = 3;

    public const int Interrupted = 130;
}
