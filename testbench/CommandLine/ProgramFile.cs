using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Container;
using Hardware.Firmware.Image;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Running;

namespace Hardware.Testbench.CommandLine;

/// <summary>Programs as files: assembly text or a container, told apart by their extension.</summary>
public static class ProgramFile
{
    /// <exception cref="InputException">The file cannot be read, is of neither kind, or holds a mistake.</exception>
    /// <exception cref="AggregateInputException">The program's text holds several mistakes.</exception>
    public static ProgramImage Load(string path, IReadOnlyList<string> defines, ChipSpec spec)
    {
        if (path.EndsWith(".nasm", StringComparison.OrdinalIgnoreCase))
            return Assembler.AssembleFile(path, Options(defines, spec));
        if (path.EndsWith(".neff", StringComparison.OrdinalIgnoreCase))
            return LoadContainer(path, defines, spec);
        throw new InputException(
            OptionCode.ProgramKindUnknown, "a program ends in .nasm (assembly text) or .neff (container); give a file of either kind", new SourcePlace(path));
    }

    private static ProgramImage LoadContainer(string path, IReadOnlyList<string> defines, ChipSpec spec)
    {
        if (defines.Count > 0)
        {
            throw new InputException(
                OptionCode.DefineOfContainer, $"--define {defines[0]}: a container is already assembled; give its .nasm text", new SourcePlace(path));
        }

        var image = ContainerReader.ReadFile(path);
        Float8Layouts.Check(image, spec.Formats, new SourcePlace(path));
        image.Folder = Path.GetDirectoryName(path) ?? "";
        return image;
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

        return new AssemblerOptions { Spec = spec, Defines = values, ReadTensor = (path, tensor, type, shape) => ReadTensor(path, tensor, type, shape, spec.Formats) };
    }

    private static byte[] ReadTensor(string path, string tensor, DataType type, IReadOnlyList<int> shape, NumberFormats formats)
    {
        var found = InputSet.ReadFile(path, tensor);
        found.RequireShape([.. shape], new SourcePlace(path));
        return found.ConvertTo(type, formats).Data;
    }
}
