using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Holds the model against a vector file.</summary>
public static class VectorRun
{
    private const string FpgenEnding = ".fptest";

    /// <summary>The vectors that come with the command, which the build puts beside it, by name.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.BundledVectorsNotFound"/>.</exception>
    public static IReadOnlyList<string> Bundled() => BundledIn(Path.Combine(AppContext.BaseDirectory, "vectors"));

    /// <summary>The vectors of a folder, by name.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.BundledVectorsNotFound"/>.</exception>
    public static IReadOnlyList<string> BundledIn(string folder) => Directory.Exists(folder)
        ? [.. Directory.GetFiles(folder).Order(StringComparer.Ordinal)]
        : throw new InputException(OptionCode.BundledVectorsNotFound, $"no vectors in {folder}; name a file: --file FILE --op NAME");

    /// <summary>The function of a file: what its name says up to the first ending, as in <c>f32_add.near_even.txt.gz</c>.</summary>
    /// <exception cref="InputException">The name says no function that the chip computes.</exception>
    public static VectorOperation OperationOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in new[] { ".gz", ".txt", ".vectors" })
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        return VectorOperations.Find(name);
    }

    /// <summary>Reads a file and checks every case.</summary>
    /// <param name="path">Text of TestFloat, or of FPgen if its name ends so; either may be compressed.</param>
    /// <param name="function">Function of a TestFloat file, or null to take it from the file's name; the only one to check of an FPgen file.</param>
    /// <exception cref="InputException">The file cannot be read, is no vector file, or its function is not the chip's.</exception>
    public static VectorChecker Check(string path, string? function)
    {
        var checker = new VectorChecker();
        var fpgen = path.Contains(FpgenEnding, StringComparison.OrdinalIgnoreCase);
        var operation = function is not null ? VectorOperations.Find(function) : fpgen ? null : OperationOf(path);
        using var file = VectorFile.Open(path);
        if (fpgen)
            FpgenReader.Read(file, checker, operation);
        else
            TestFloatReader.Read(file, operation!, checker);

        checker.Finish();
        if (checker.Tallies.Count == 0 && checker.Skipped.Count == 0)
            throw new InputException(OptionCode.VectorFileEmpty, "no case in the file; a case is a line of hexadecimal operands and result", new SourcePlace(path));
        return checker;
    }
}
