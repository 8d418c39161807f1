using System.Runtime.InteropServices;
using Hardware.Common.Chip;
using Hardware.Common.Isa;
using Hardware.Firmware.Assembly;
using Hardware.Firmware.Disassembly;
using Hardware.Firmware.Image;
using Hardware.Inferentia2;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Assembler;

/// <summary>Text to words and back, on random streams.</summary>
public sealed class AssemblerSuite : ISuite
{
    private static readonly ChipSpec Spec = Inferentia2Spec.Create();

    public string Name => "assembler";

    public string Summary => "text, words and text come back exactly, on random streams";

    public IReadOnlyList<SuiteProperty> Properties { get; } =
    [
        new SuiteProperty<SequencerProgram>
        {
            Name = "round-trip",
            Summary = "disassembled text assembles to the same words, and is a fixed point",
            Cases = SequencerProgram.Arbitrary,
            Holds = RoundTrip,
        },
    ];

    private static void RoundTrip(SequencerProgram program, CaseRun run)
    {
        var first = Assemble(program.Text());
        var text = Print(first);
        var second = Assemble(text);
        run.RequireSame("stream", [.. first.Streams.Select(Describe)], [.. second.Streams.Select(Describe)]);
        run.RequireEqual("text of the second image", text, Print(second));
        foreach (var word in first.Streams.SelectMany(s => s.Words))
            run.Coverage.Hit("assembler: instructions", InstructionCatalog.Find(word.Opcode)!.Mnemonic);
    }

    private static ProgramImage Assemble(string text) => Firmware.Assembly.Assembler.Assemble(text, "random.nasm", Options());

    private static string Print(ProgramImage image) => Disassembler.Print(image, Options());

    private static AssemblerOptions Options() => new() { Spec = Spec };

    private static string Describe(InstructionStream stream) =>
        $"{stream.Core} {stream.Engine} {Convert.ToHexString(MemoryMarshal.AsBytes<InstructionWord>(CollectionsMarshal.AsSpan(stream.Words)))}";
}
