using Hardware.Testbench.CommandLine;

namespace Hardware.Testbench.Tests.CommandLine;

/// <summary>Runs the command in this process, as a shell would.</summary>
internal static class CommandRunner
{
    public static (int Status, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var status = NeuronRtlCommand.Run(arguments, output, error);
        return (status, output.ToString(), error.ToString());
    }

    /// <summary>The folder that holds Hardware.sln.</summary>
    public static string Root
    {
        get
        {
            var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            while (!File.Exists(Path.Combine(folder.FullName, "Hardware.sln")))
                folder = folder.Parent ?? throw new DirectoryNotFoundException("Hardware.sln");
            return folder.FullName;
        }
    }
}
