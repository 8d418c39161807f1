using Hardware.Common.Diagnostics;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Definitions;
using Hardware.Common.Parameters;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Suites.Programs;

/// <summary>The programs that the project ships, found from the current folder or from the program's own upwards.</summary>
public static class ShippedPrograms
{
    /// <summary>The folder firmware/programs.</summary>
    /// <exception cref="InputException">There is none above either folder.</exception>
    public static string Folder => FolderAbove(Environment.CurrentDirectory, AppContext.BaseDirectory);

    /// <summary>The folder firmware/programs of the first of these folders that has it, or has it above.</summary>
    /// <exception cref="InputException"><see cref="OptionCode.ShippedProgramsNotFound"/>.</exception>
    public static string FolderAbove(params ReadOnlySpan<string> starts)
    {
        foreach (var start in starts)
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var programs = Path.Combine(folder.FullName, "firmware", "programs");
                if (Directory.Exists(programs))
                    return programs;
            }
        }

        throw new InputException(
            OptionCode.ShippedProgramsNotFound, "the folder firmware/programs is not found from here upwards; run this in a checkout of the project");
    }

    /// <summary>Names of the programs, the quick ones first; a test holds the list against the folder.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "vector_add", "softmax", "dropout", "layernorm", "attention", "mlp_gelu", "matmul_tiled", "pool", "conv2d", "two_core", "attention_512", "residual_mlp", "encoder",
        "inferentia1/encoder", "inferentia1/single_core_mlp", "inferentia1/pipeline_mlp",
    ];

    /// <summary>Why a program does not run on a chip, or null: a folder holds the programs of one chip, and some need random numbers.</summary>
    public static string? Unfit(string program, ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        if (program.Split('/') is [var owner, _] && !string.Equals(owner, chip.Name, StringComparison.Ordinal))
            return $"written for {owner}";
        return program is "dropout" && !RandomDefinitions.Dropout.IsOn(core) ? $"{core.Name} has no random numbers" : null;
    }

    public static string PathOf(string name) => Path.Combine(Folder, name + ".nasm");
}
