using System.Security.Cryptography;
using System.Text;

namespace Hardware.Mutation.Building;

/// <summary>A hash of all that a result depends on: the mutated project, its built tests with what they use, and this tool.</summary>
internal static class Fingerprint
{
    public static string Of(Repository repository)
    {
        var built = Directory.EnumerateFiles(repository.TestOutput, "*", SearchOption.AllDirectories)
            .Where(path => !Path.GetFileName(path).StartsWith(Repository.AssemblyName + ".", StringComparison.Ordinal)
                || path.EndsWith(Repository.TestsFile, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var path in (string[])[
            .. Repository.Sources(repository.Project), .. Repository.Sources(Path.Combine(repository.Root, "tests", "mutation")), .. built])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(repository.Root, path)));
            hash.AppendData(File.ReadAllBytes(path));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
