using Hardware.Common.Diagnostics;
using Hardware.Firmware.Image;
using Hardware.Firmware.Language;

namespace Hardware.Firmware.Assembly;

/// <summary>Assembles program text, as <c>docs/language.md</c> describes it.</summary>
public static class Assembler
{
    /// <summary>Assembles a file.</summary>
    /// <exception cref="InputException">The program has one mistake, or the file cannot be read.</exception>
    /// <exception cref="AggregateInputException">The program has several mistakes.</exception>
    public static ProgramImage AssembleFile(string path, AssemblerOptions options) =>
        Assemble(SourceReader.ReadFile(path, path, mention: null), path, options);

    /// <summary>Assembles text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="file">As messages name it; its folder is where included files and constants are.</param>
    /// <param name="options">The chip, and values of definitions.</param>
    /// <exception cref="InputException">The program has one mistake.</exception>
    /// <exception cref="AggregateInputException">The program has several mistakes.</exception>
    public static ProgramImage Assemble(string text, string file, AssemblerOptions options)
    {
        var context = new AssemblyContext(options);
        context.Image.Folder = Path.GetDirectoryName(file) ?? "";
        new Interpreter(context).Run(text, file);
        context.Image.Float8Layouts = Container.Float8Layouts.Of(context.Spec.Formats);
        var mistakes = context.Mistakes.All;
        return mistakes.Count switch
        {
            0 => context.Image,
            1 => throw mistakes[0],
            _ => throw new AggregateInputException(mistakes),
        };
    }
}
