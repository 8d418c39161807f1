using System.Runtime.Loader;
using Hardware.Mutation.Sites;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Hardware.Mutation.Building;

/// <summary>Compiles the mutated project in memory, once as it is and then with one file replaced at a time.</summary>
internal sealed class MutantCompiler
{
    private readonly CSharpCompilation _compilation;
    private readonly IReadOnlyList<(string Name, byte[] Bytes)> _resources;

    /// <exception cref="MutationException">The unchanged project does not compile.</exception>
    public MutantCompiler(Repository repository)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest).WithDocumentationMode(DocumentationMode.None);
        var trees = Repository.Sources(repository.Project)
            .Concat(Generated(repository))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), options, path))
            .ToList();
        Files = trees.Where(tree => tree.FilePath.StartsWith(repository.Mutated + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            .Select(tree => (Path.GetRelativePath(repository.Mutated, tree.FilePath).Replace('\\', '/'), tree))
            .ToList();
        _compilation = CSharpCompilation.Create(
            Repository.AssemblyName,
            trees,
            References(repository),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));
        _resources = Resources(Path.Combine(repository.TestOutput, Repository.AssemblyName + ".dll"));
        Unchanged = Emit(_compilation, out var errors)
            ?? throw new MutationException($"the unchanged project does not compile here: {errors}");
    }

    /// <summary>The files to mutate, with their paths below the mutated folder.</summary>
    public IReadOnlyList<(string Path, SyntaxTree Tree)> Files { get; }

    /// <summary>The unchanged trees with their symbols.</summary>
    public Compilation Compilation => _compilation;

    /// <summary>The assembly without a change.</summary>
    public byte[] Unchanged { get; }

    /// <summary>The assembly with one change, or null when that is not C#.</summary>
    public byte[]? Compile(MutationSite site) => Emit(_compilation.ReplaceSyntaxTree(site.Tree, site.Apply()), out _);

    /// <summary>Compilation is deterministic, so equal code gives equal bytes.</summary>
    public bool IsUnchanged(byte[] assembly) => assembly.AsSpan().SequenceEqual(Unchanged);

    private byte[]? Emit(CSharpCompilation compilation, out string errors)
    {
        using var assembly = new MemoryStream();
        var result = compilation.Emit(
            assembly,
            manifestResources: _resources.Select(
                resource => new ResourceDescription(resource.Name, () => new MemoryStream(resource.Bytes), isPublic: true)));
        errors = string.Join("; ", result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(3));
        return result.Success ? assembly.ToArray() : null;
    }

    /// <summary>What the build wrote beside the sources: implicit usings and assembly attributes.</summary>
    private static IEnumerable<string> Generated(Repository repository)
    {
        var folder = Path.Combine(repository.Project, "obj", "Release", "net10.0");
        foreach (var file in (string[])["Common.GlobalUsings.g.cs", "Common.AssemblyInfo.cs"])
            yield return Path.Combine(folder, file);
    }

    private static IEnumerable<MetadataReference> References(Repository repository)
    {
        var runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.StartsWith(runtime, StringComparison.Ordinal))
            .Append(Path.Combine(repository.TestOutput, "System.IO.Hashing.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
    }

    /// <summary>The embedded resources of the built assembly.</summary>
    private static List<(string Name, byte[] Bytes)> Resources(string path)
    {
        var context = new AssemblyLoadContext("resources", isCollectible: true);
        try
        {
            var assembly = context.LoadFromAssemblyPath(path);
            return [.. assembly.GetManifestResourceNames().Select(name => (name, Read(assembly.GetManifestResourceStream(name)!)))];
        }
        finally
        {
            context.Unload();
        }
    }

    private static byte[] Read(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
