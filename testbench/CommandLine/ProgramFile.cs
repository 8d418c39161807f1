using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Container;
using Hardware.Firmware.Image;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.CommandLine;

/// <summary>Programs as files: assembly text or a container, told apart by their extension.</summary>
public static class ProgramFile
{
    /// <summary>Loads a program for the chip that the user or the program chooses.</summary>
    /// <exception cref="InputException">The file cannot be read, is of neither kind, or holds a mistake.</exception>
    /// <exception cref="AggregateInputException">The program's text holds several mistakes.</exception>
    public static (ProgramImage Image, ChipSpec Spec) Load(string path, IReadOnlyList<string> defines, ChipChoice chip)
    {
        if (path.EndsWith(".nasm", StringComparison.OrdinalIgnoreCase))
        {
            var options = Options(defines, chip.Default) with { OtherChip = chip.Name is null ? chip.Spec : null };
            var assembled = Assembler.AssembleFile(path, options);
            return (assembled, chip.Spec(assembled.Chip));
        }

        if (path.EndsWith(".neff", StringComparison.OrdinalIgnoreCase))
            return LoadContainer(path, defines, chip);
        throw new InputException(
            OptionCode.ProgramKindUnknown, "a program ends in .nasm (assembly text) or .neff (container); give a file of either kind", new SourcePlace(path));
    }

    /// <summary>Loads a program for one chip.</summary>
    public static ProgramImage Load(string path, IReadOnlyList<string> defines, ChipSpec spec) =>
        Assembler.AssembleFile(path, Options(defines, spec));

    private static (ProgramImage Image, ChipSpec Spec) LoadContainer(string path, IReadOnlyList<string> defines, ChipChoice chip)
    {
        if (defines.Count > 0)
        {
            throw new InputException(
                OptionCode.DefineOfContainer, $"--define {defines[0]}: a container is already assembled; give its .nasm text", new SourcePlace(path));
        }

        var image = ContainerReader.ReadFile(path);
        var spec = image.Chip.Length > 0 ? chip.Spec(image.Chip) : chip.Default;
        Float8Layouts.Check(image, spec.Formats, new SourcePlace(path));
        image.Folder = Path.GetDirectoryName(path) ?? "";
        return (image, spec);
    }

    /// <summary>What assembling and disassembling for a chip needs.</summary>
    public static AssemblerOptions Options(IReadOnlyList<string> defines, ChipSpec spec)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in defines)
        {
            var (name, value) = Assignment.Split(text, "--define");
            values[name] = value;
        }

        return new AssemblerOptions { Spec = spec, Defines = values, ReadTensor = ReadTensor };
    }

    private static byte[] ReadTensor(string path, string tensor, DataType type, IReadOnlyList<int> shape, NumberFormats formats)
    {
        var found = InputSet.ReadFile(path, tensor);
        found.RequireShape([.. shape], new SourcePlace(path));
        return found.ConvertTo(type, formats).Data;
    }
}
