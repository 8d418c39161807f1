using System.CommandLine;
using Hardware.Firmware.Container;

namespace Hardware.Testbench.CommandLine;

/// <summary><c>asm PROGRAM</c>: assembly text to a container.</summary>
internal static class AsmVerb
{
    public static Command Create(CommandContext context)
    {
        var program = new Argument<string>("PROGRAM") { Description = "assembly text (.nasm)" };
        var output = new Option<string?>("--output", "-o") { Description = "container to write (beside the program)", HelpName = "FILE" };
        var define = new Option<string[]>("--define") { Description = "value of a .define of the program", HelpName = "NAME=VALUE" };
        var chip = new Option<string?>("--chip") { Description = "chip to assemble for", HelpName = "NAME" };
        var set = ChipOptions.Set();
        var command = new Command("asm", "Assemble a program into a NEFF-like container.") { program, output, define, chip, set };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(program)!;
            var target = parsed.GetValue(output) ?? Path.ChangeExtension(path, ".neff");
            var names = new FileNames();
            names.Read("the program", path);
            names.Write("--output", target);
            var (image, _) = ProgramFile.Load(path, parsed.GetValue(define) ?? [], ChipOptions.Choose(parsed.GetValue(chip), parsed.GetValue(set) ?? []));
            ContainerWriter.WriteFile(image, target);
            context.Output.WriteLine($"{target}: {image.Streams.Sum(s => s.Words.Count)} instructions in {image.Streams.Count} streams, {image.DmaBlocks.Count} DMA blocks");
            return ExitStatus.Done;
        });
        return command;
    }
}
