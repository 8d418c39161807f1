using System.Security.Cryptography;
using System.Text;

namespace Hardware.Mutation.Building;

/// <summary>A hash of all that a result depends on: the mutated project, its tests, and this tool.</summary>
internal static class Fingerprint
{
    public static string Of(Repository repository)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var project in (string[])[repository.Project, repository.TestProject, Path.Combine(repository.Root, "tests", "mutation")])
        {
            foreach (var path in Repository.Sources(project))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(Path.GetRelativePath(repository.Root, path)));
                hash.AppendData(File.ReadAllBytes(path));
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
