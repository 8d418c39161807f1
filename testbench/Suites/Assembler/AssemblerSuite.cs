using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Disassembly;
using Hardware.Firmware.Image;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Assembler;

/// <summary>Text to words and back, on random streams.</summary>
public sealed class AssemblerSuite : ISuite
{
    public string Name => "assembler";

    public string Summary => "text, words and text come back exactly, on random streams and instructions";

    public IReadOnlyList<SuiteProperty> PropertiesOf(ChipSpec chip) =>
    [
        new SuiteProperty<SequencerProgram>
        {
            Name = "round-trip",
            Summary = "disassembled text assembles to the same words, and is a fixed point",
            Cases = SequencerProgram.ArbitraryOf(chip),
            Holds = RoundTrip,
        },
        new SuiteProperty<InstructionCase>
        {
            Name = "instructions",
            Summary = "instructions of all kinds with waits and updates of all kinds come back from their text to the bit",
            Cases = InstructionCase.ArbitraryOf(chip),
            Holds = (c, run) => Same(c.Image(), chip, run),
        },
    ];

    public IReadOnlyList<LeftOut> LeftOutOf(ChipSpec chip)
    {
        var core = CoreFeatures.Of(chip);
        return
        [
            .. LeftOut.Instructions(InstructionCatalog.All, core),
            .. LeftOut.Types(DataTypes.Values.ToArray(), core.Types, core.Name),
            .. core.HasRegisters ? (LeftOut[])[] : [new LeftOut("register operands", $"{core.Name} has no registers")],
        ];
    }

    private static void RoundTrip(SequencerProgram program, CaseRun run) => Same(Assemble(program.Text(), program.Chip), program.Chip, run);

    /// <summary>Words to text to words to text.</summary>
    private static void Same(ProgramImage first, ChipSpec chip, CaseRun run)
    {
        first.Chip = chip.Name;
        var text = Print(first, chip);
        run.Require(!text.Contains(".word", StringComparison.Ordinal), "an instruction has no text of its own");
        var second = Assemble(text, chip);
        run.RequireSame("word", [.. first.Streams.SelectMany(Describe)], [.. second.Streams.SelectMany(Describe)]);
        run.RequireEqual("text of the second image", text, Print(second, chip));
        foreach (var word in first.Streams.SelectMany(s => s.Words))
        {
            var update = word.Update.Operation == UpdateOperation.None ? "no update" : $"{word.Update.Operation}";
            run.Coverage.Hit("assembler: instructions", InstructionCatalog.Find(word.Opcode)!.Mnemonic, word.Wait.Kind == WaitKind.None ? "no wait" : $"{word.Wait.Kind}");
            run.Coverage.Hit("assembler: updates", update, word.Update.Timing.ToString());
        }
    }

    private static ProgramImage Assemble(string text, ChipSpec chip) => Firmware.Assembly.Assembler.Assemble(text, "random.nasm", Options(chip));

    private static string Print(ProgramImage image, ChipSpec chip) => Disassembler.Print(image, Options(chip));

    private static AssemblerOptions Options(ChipSpec chip) => new() { Spec = chip };

    private static IEnumerable<string> Describe(InstructionStream stream) => stream.Words.Select(
        (word, i) => $"{stream.Core} {stream.Engine} {i} {Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<InstructionWord>(in word)))}");
}
