namespace Hardware.Mutation.Running;

/// <summary>
/// What the run and a worker process say to each other. The worker reads names of test methods, one a line; it answers with lines of
/// words parted by tabs, the first of which is one of these.
/// </summary>
internal static class WorkerProtocol
{
    /// <summary>First argument of a worker process; test assembly and assembly under test follow.</summary>
    public const string Verb = "worker";

    /// <summary>A test method begins: name.</summary>
    public const string Begin = "begin";

    /// <summary>It held: name, CPU milliseconds.</summary>
    public const string Pass = "pass";

    /// <summary>It did not: name, test case and message. The worker ends.</summary>
    public const string Fail = "fail";

    /// <summary>All that were asked for held.</summary>
    public const string End = "end";

    /// <summary>Asks for every test method instead of a list.</summary>
    public const string All = "*";
}
