namespace Hardware.Mutation;

/// <summary>A temporary folder that goes with its owner.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mutation-");

    public string Path(string name) => System.IO.Path.Combine(_folder.FullName, name);

    /// <summary>Copies a folder with all below it, so that a build beside the run does not reach into it.</summary>
    public void Copy(string from, string name)
    {
        foreach (var source in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(Path(name), System.IO.Path.GetRelativePath(from, source));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
