using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
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

    public string Summary => "text, words and text come back exactly, on random streams and instructions";

    public IReadOnlyList<SuiteProperty> Properties { get; } =
    [
        new SuiteProperty<SequencerProgram>
        {
            Name = "round-trip",
            Summary = "disassembled text assembles to the same words, and is a fixed point",
            Cases = SequencerProgram.Arbitrary,
            Holds = RoundTrip,
        },
        new SuiteProperty<InstructionCase>
        {
            Name = "instructions",
            Summary = "instructions of all kinds with waits and updates of all kinds come back from their text to the bit",
            Cases = InstructionCase.Arbitrary,
            Holds = (c, run) => Same(c.Image(), run),
        },
    ];

    private static void RoundTrip(SequencerProgram program, CaseRun run) => Same(Assemble(program.Text()), run);

    /// <summary>Words to text to words to text.</summary>
    private static void Same(ProgramImage first, CaseRun run)
    {
        first.Chip = Spec.Name;
        var text = Print(first);
        run.Require(!text.Contains(".word", StringComparison.Ordinal), "an instruction has no text of its own");
        var second = Assemble(text);
        run.RequireSame("word", [.. first.Streams.SelectMany(Describe)], [.. second.Streams.SelectMany(Describe)]);
        run.RequireEqual("text of the second image", text, Print(second));
        foreach (var word in first.Streams.SelectMany(s => s.Words))
        {
            var update = word.Update.Operation == UpdateOperation.None ? "no update" : $"{word.Update.Operation}";
            run.Coverage.Hit("assembler: instructions", InstructionCatalog.Find(word.Opcode)!.Mnemonic, word.Wait.Kind == WaitKind.None ? "no wait" : $"{word.Wait.Kind}");
            run.Coverage.Hit("assembler: updates", update, word.Update.Timing.ToString());
        }
    }

    private static ProgramImage Assemble(string text) => Firmware.Assembly.Assembler.Assemble(text, "random.nasm", Options());

    private static string Print(ProgramImage image) => Disassembler.Print(image, Options());

    private static AssemblerOptions Options() => new() { Spec = Spec };

    private static IEnumerable<string> Describe(InstructionStream stream) => stream.Words.Select(
        (word, i) => $"{stream.Core} {stream.Engine} {i} {Convert.ToHexString(MemoryMarshal.AsBytes(new ReadOnlySpan<InstructionWord>(in word)))}");
}
