using Hardware.Common.Diagnostics;

namespace Hardware.Testbench.Tests.Tensors;

/// <summary>A folder of a test's own files; gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tensor-tests-").FullName;

    public string File(string name) => Path.Combine(_folder, name);

    public string Write(string name, params IEnumerable<byte>[] parts)
    {
        System.IO.File.WriteAllBytes(File(name), [.. parts.SelectMany(part => part)]);
        return File(name);
    }

    /// <summary>Requires one clear line with the given code that names the file.</summary>
    public static InputException Refused(Enum code, Action action)
    {
        var error = Assert.Throws<InputException>(action)!;
        Assert.That(error.Code, Is.EqualTo(code), error.OneLine);
        Assert.That(error.OneLine, Does.Contain(DiagnosticCode.Text(code)).And.Not.Contain("\n"));
        return error;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
