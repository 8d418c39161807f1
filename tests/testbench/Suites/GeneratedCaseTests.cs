using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Engines;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Testbench.Boards;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Suites.Assembler;
using Hardware.Testbench.Suites.Lanes;
using Hardware.Testbench.Suites.Systolic;

namespace Hardware.Testbench.Tests.Suites;

/// <summary>Cases that are generated for a chip hold only what the chip has.</summary>
public class GeneratedCaseTests
{
    [Test]
    public void Lane_instructions_are_those_of_the_chip([ValueSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))] string name)
    {
        var chip = ChipCatalog.Create(name);
        foreach (var lanes in Sample(LaneCase.ArbitraryOf(chip), 400))
        {
            foreach (var (engine, word) in new LaneStream(lanes, chip).Program)
                Check(engine, word, chip);
        }
    }

    [Test]
    public void Products_are_those_of_the_chip([ValueSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))] string name)
    {
        var chip = ChipCatalog.Create(name);
        foreach (var matrices in Sample(MatrixCase.ArbitraryOf(chip), 400))
        {
            var stream = new MatrixStream(matrices, chip);
            foreach (var word in stream.Program)
                Check(Engine.Tensor, word, stream.Spec);
        }
    }

    [Test]
    public void Programs_of_all_instructions_are_those_of_the_chip([ValueSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))] string name)
    {
        var chip = ChipCatalog.Create(name);
        foreach (var program in Sample(InstructionCase.ArbitraryOf(chip), 200))
        {
            foreach (var stream in program.Image().Streams)
            {
                foreach (var word in stream.Words)
                    Check(stream.Engine, word, chip);
            }
        }
    }

    /// <summary>The assembler refuses what the chip lacks.</summary>
    [Test]
    public void Random_streams_are_those_of_the_chip([ValueSource(typeof(ChipCatalog), nameof(ChipCatalog.Names))] string name)
    {
        var chip = ChipCatalog.Create(name);
        foreach (var program in Sample(SequencerProgram.ArbitraryOf(chip), 200))
        {
            var image = Firmware.Assembly.Assembler.Assemble(program.Text(), "random.nasm", new Firmware.Assembly.AssemblerOptions { Spec = chip });
            foreach (var stream in image.Streams)
            {
                foreach (var word in stream.Words)
                    Check(stream.Engine, word, chip);
            }
        }
    }

    private static IEnumerable<T> Sample<T>(Arbitrary<T> cases, int count) => cases.Generator.Sample(50, count);

    private static void Check(Engine engine, InstructionWord word, ChipSpec chip)
    {
        var definition = InstructionCatalog.Find(word.Opcode)!;
        var wrong = InstructionRules.CheckCore(definition, engine, chip) ?? InstructionRules.CheckCore(definition, word, chip);
        if (!definition.IsControl)
            wrong ??= InstructionRules.CheckOperands(engine, word, chip);
        Assert.That(wrong?.Message, Is.Null, $"{definition.Mnemonic} on {engine}");
        var semaphores = chip.Semaphores.Value;
        if (word.Wait.Kind == WaitKind.Semaphore)
            Assert.That(word.Wait.Index, Is.LessThan(semaphores));
        if (word.Update.Operation is not (UpdateOperation.None or UpdateOperation.EventSet or UpdateOperation.EventClear))
            Assert.That(word.Update.Index, Is.LessThan(semaphores));
        if (word.Opcode == Opcodes.SemaphoreRangeClear)
            Assert.That(word.Integers[0] + word.Integers[1], Is.LessThanOrEqualTo(semaphores));
    }
}
