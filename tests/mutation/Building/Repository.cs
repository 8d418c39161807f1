namespace Hardware.Mutation.Building;

/// <summary>Where the mutated sources and their built tests lie.</summary>
/// <param name="Root">The folder of <c>Hardware.sln</c>.</param>
internal sealed record Repository(string Root)
{
    /// <summary>Name of the assembly that is mutated.</summary>
    public const string AssemblyName = "Hardware.Common";

    /// <summary>File name of the assembly that tests it.</summary>
    public const string TestsFile = "Hardware.Common.Tests.dll";

    /// <summary>Tests of this namespace decide.</summary>
    public const string TestNamespace = "Hardware.Common.Tests.Numerics";

    /// <summary>The project whose assembly is mutated.</summary>
    public string Project => Path.Combine(Root, "hw", "Common");

    /// <summary>Files below are mutated.</summary>
    public string Mutated => Path.Combine(Project, "Numerics");

    /// <summary>The test project.</summary>
    public string TestProject => Path.Combine(Root, "tests", "hw", "Common");

    /// <summary>The built tests, with all that they need beside them.</summary>
    public string TestOutput => Path.Combine(TestProject, "bin", "Release", "net10.0");

    /// <summary>The repository that this program was built in.</summary>
    /// <exception cref="MutationException">The program was moved out of its repository.</exception>
    public static Repository Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hardware.sln")))
                return new(folder.FullName);
        }

        throw new MutationException($"no Hardware.sln above {AppContext.BaseDirectory}; run the tool from its checkout");
    }

    /// <summary>The C# files of a project, without what builds leave there.</summary>
    public static IEnumerable<string> Sources(string project) => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Where(path => !IsBuilt(Path.GetRelativePath(project, path)))
        .Order(StringComparer.Ordinal);

    private static bool IsBuilt(string relative) =>
        relative.Split(Path.DirectorySeparatorChar) is ["bin" or "obj", ..];
}
