using System.CommandLine;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Firmware.Disassembly;
using Hardware.Testbench.Reports;

namespace Hardware.Testbench.CommandLine;

/// <summary>
/// <c>inspect --chip</c>: every parameter of a chip with value, unit and source; <c>--instructions</c>: every instruction;
/// <c>--activations</c>: every activation function.
/// </summary>
internal static class InspectVerb
{
    private const int NameWidth = 32;

    public static Command Create(CommandContext context)
    {
        var chip = ChipOptions.Chip();
        var set = ChipOptions.Set();
        var markdown = new Option<bool>("--markdown") { Description = "print the list as a Markdown page (docs/parameters)" };
        var instructions = new Option<bool>("--instructions") { Description = "list every instruction (docs/instructions.md)" };
        var activations = new Option<bool>("--activations") { Description = "measure every activation function" };
        var count = OptionText.Of("--count", "NUMBER", "with --activations: FP32 arguments", "10000000");
        var command = new Command("inspect", "Show what a chip is made of.") { chip, set, markdown, instructions, activations, count };
        command.SetAction(parsed =>
        {
            var spec = ChipOptions.Choose(parsed.GetValue(chip), parsed.GetValue(set) ?? []).Default;
            var measures = parsed.GetValue(activations);
            OptionValue.RefuseIf(measures && parsed.GetValue(instructions), "--activations", "beside --instructions");
            OptionValue.RefuseIf(measures && parsed.GetValue(markdown), "--markdown", "beside --activations");
            OptionValue.RefuseIf(!measures && parsed.GetResult(count) is { Implicit: false }, "--count", "without --activations");
            if (parsed.GetValue(instructions))
                context.Output.Write(InstructionPage.Print(InstructionCatalog.All));
            else if (measures)
                ActivationReport.Write(context.Output, (uint)OptionValue.Count("--count", parsed.GetValue(count)!));
            else if (parsed.GetValue(markdown))
                ParameterPage.Write(context.Output, spec);
            else
                PrintChip(context.Output, spec);
            return ExitStatus.Done;
        });
        return command;
    }

    private static void PrintChip(TextWriter output, ChipSpec spec)
    {
        output.WriteLine($"{spec.Name}: {ChipSpec.Names.Count} parameters, each changeable by --set NAME=VALUE");
        foreach (var (name, parameter) in spec.All)
        {
            Columns.Write(output, $"{name,-NameWidth} {parameter.Value} {parameter.Unit}", NameWidth + 1);
            Columns.Write(output, $"{"",-NameWidth} {parameter.Confidence.ToString().ToLowerInvariant()}: {parameter.Source}", NameWidth + 1);
        }
    }
}
