using System.CommandLine;
using Hardware.Common.IO;
using Hardware.Firmware.Disassembly;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>disasm PROGRAM</c>: a container back to text that assembles to the same bytes.</summary>
internal static class DisasmVerb
{
    public static Command Create(CommandContext context)
    {
        var program = new Argument<string>("PROGRAM") { Description = "container (.neff), or text (.nasm) to see expanded" };
        var output = new Option<string?>("--output", "-o") { Description = "text to write (default: standard output)", HelpName = "FILE" };
        var lines = new Option<bool>("--lines") { Description = "keep source lines: the container comes back exact" };
        var chip = new Option<string?>("--chip") { Description = "chip of the program", HelpName = "NAME" };
        var set = ChipOptions.Set();
        var command = new Command("disasm", "Print a program as assembly text.") { program, output, lines, chip, set };
        command.SetAction(parsed =>
        {
            var names = new FileNames();
            names.Read("the program", parsed.GetValue(program));
            names.Write("--output", parsed.GetValue(output));
            var (image, spec) = ProgramFile.Load(parsed.GetValue(program)!, [], ChipOptions.Choose(parsed.GetValue(chip), parsed.GetValue(set) ?? []));
            var text = Disassembler.Print(image, ProgramFile.Options([], spec), parsed.GetValue(lines));
            if (parsed.GetValue(output) is { } target)
                AtomicFile.WriteAllText(target, text);
            else
                context.Output.Write(text);
            return ExitStatus.Done;
        });
        return command;
    }
}
