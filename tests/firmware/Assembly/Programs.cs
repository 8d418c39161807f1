using Hardware.Common.Diagnostics;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Image;
using Hardware.Firmware.Diagnostics;
using Hardware.Inferentia1;
using Hardware.Inferentia2;

namespace Hardware.Firmware.Tests.Assembly;

/// <summary>Assembles small texts.</summary>
internal static class Programs
{
    public const string File = "test.nasm";

    public static AssemblerOptions Options { get; } = new()
    {
        Spec = Inferentia2Spec.Create(),
        Instructions = TestInstructions.All,
        OtherChip = name => name is "inferentia1" ? Inferentia1Spec.Create() : throw new InputException(AssemblyCode.NameUnknown, $"no chip '{name}'"),
    };

    public static ProgramImage Assemble(string text, params (string Name, string Value)[] defines) =>
        Assembler.Assemble(text, File, Options with { Defines = defines.ToDictionary(d => d.Name, d => d.Value, StringComparer.Ordinal) });

    /// <summary>All mistakes of a text, none if it is right.</summary>
    public static IReadOnlyList<InputException> Errors(string text, params (string Name, string Value)[] defines)
    {
        try
        {
            Assemble(text, defines);
            return [];
        }
        catch (InputException error)
        {
            return [error];
        }
        catch (AggregateInputException errors)
        {
            return errors.Errors;
        }
    }

    /// <summary>Top folder of the checkout.</summary>
    public static string Checkout
    {
        get
        {
            var folder = TestContext.CurrentContext.TestDirectory;
            while (!System.IO.File.Exists(Path.Combine(folder, "Hardware.sln")))
                folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }
}
