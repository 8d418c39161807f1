using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Firmware.Container;
using Hardware.Firmware.Disassembly;
using Hardware.Firmware.Image;
using Hardware.Firmware.Tests.Assembly;

namespace Hardware.Firmware.Tests.Disassembly;

public sealed class RoundTripTests
{
    // Without what Validate says of shapes: the round trip is about fields.
    private static readonly IReadOnlyList<InstructionDefinition> Unchecked = [.. TestInstructions.All.Select(d => new UncheckedInstruction(d))];

    public static IEnumerable<string> SamplePrograms() =>
        Directory.GetFiles(Path.Combine(Programs.Checkout, "firmware", "programs"), "*.nasm").Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal);

    [Property(MaxTest = 3000)]
    public Property AnInstructionComesBackFromItsText() => Prop.ForAll(RandomWords.Any(Unchecked).ToArbitrary(), sample =>
    {
        var (definition, word) = sample;
        var engine = EngineNames.All.First(e => definition.Engines.Contains(e));
        var text = InstructionText.Format(word, definition);
        var stream = Hardware.Firmware.Assembly.Assembler.Assemble(
            $".engine {engine.AssemblyName()}\n{text}", "x", Programs.Options with { Instructions = Unchecked }).Streams[0];
        return Bytes(stream.Words[0]).SequenceEqual(Bytes(word)).Label(text);
    });

    [Property(MaxTest = 300)]
    public bool AnyBytesComeBackFromTheirText(int seed)
    {
        var image = new ProgramImage();
        image.Streams.Add(new InstructionStream(0, Engine.Vector) { Words = { RandomWords.Noise(seed), new InstructionWord { Opcode = 1 } } });
        var again = Programs.Assemble(Disassembler.Print(image, Programs.Options));
        return image.Streams[0].Words.Zip(again.Streams[0].Words).All(p => Bytes(p.First).SequenceEqual(Bytes(p.Second)));
    }

    [TestCaseSource(nameof(SamplePrograms))]
    public void ASampleProgramComesBackByteForByte(string name)
    {
        var path = Path.Combine(Programs.Checkout, "firmware", "programs", name);
        var image = Hardware.Firmware.Assembly.Assembler.AssembleFile(path, Programs.Options);
        var container = ContainerWriter.Write(image);
        var text = Disassembler.Print(ContainerReader.Read(container, name), Programs.Options, withLines: true);
        var again = Programs.Assemble(text);
        Assert.That(ContainerWriter.Write(again), Is.EqualTo(container));
        Assert.That(Disassembler.Print(again, Programs.Options, withLines: true), Is.EqualTo(text));
        Assert.That(text, Does.Not.Contain(".word"));
    }

    [Test]
    public void RepeatsConstantsAliasesAndCoresComeBack()
    {
        const string Text = """
            .program "all of it"
            .define N = 3
            .define T = bf16
            .define NAME = "some text"
            .constant c T[2, 2] = [1, -0.5, inf, nan]
            .core 1
            .input x fp32[8, 64] file="x.npy"
            .core 0
            .output y fp32[8, 64] rtol=1e-3 atol=1e-6
            .scratch z fp32[8, 64]
            .sbuf a fp32[8, 64] partition=32
            .sbuf b fp32[8, 32] alias=a
            .sbuf d fp32[8, 32] alias=a
            .psum p fp32[8, 64] bank=2
            .queue q engines=4 ring=3 first=2
            .semaphore s = 9
            .event e
            .repeat i in 0..N
            .dma up queue=q update=s++
            copy x[i:i+4] -> a[0:4]
            .end
            .dma down queue=q
            copy a[:, i] -> y[:, i]
            .end
            .end
            .dma more[i in 0..2] queue=q
            copy z[i*4:i*4+4] -> y[4:8]
            .end
            .engine sp
            top: $e Nop
            DmaTrigger up
            DmaTrigger down
            Jump top
            .core 1
            .semaphore far
            .engine dve
            Nop far++
            """;
        var image = Programs.Assemble(Text);
        var container = ContainerWriter.Write(image);
        var again = Programs.Assemble(Disassembler.Print(ContainerReader.Read(container, "x"), Programs.Options, withLines: true));
        Assert.That(ContainerWriter.Write(again), Is.EqualTo(container));
    }

    private static byte[] Bytes(InstructionWord word) => MemoryMarshal.AsBytes(new ReadOnlySpan<InstructionWord>(in word)).ToArray();

    private sealed class UncheckedInstruction(InstructionDefinition definition) : InstructionDefinition
    {
        public override string Mnemonic => definition.Mnemonic;

        public override ushort Opcode => definition.Opcode;

        public override EngineSet Engines => definition.Engines;

        public override IReadOnlyList<OperandSlot> Operands => definition.Operands;

        public override string Summary => definition.Summary;
    }
}
