using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Parameters;
using Hardware.Firmware.Image;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Suites.Lanes;
using Hardware.Testbench.Suites.Systolic;

namespace Hardware.Testbench.Suites.Assembler;

/// <summary>A program of instructions of all kinds, with all kinds of waits and updates: not to be run, only to be written and read.</summary>
/// <param name="Chip">The chip for which it is written.</param>
/// <param name="Lanes">Instructions of the lane engines.</param>
/// <param name="Matrices">Instructions of the array.</param>
/// <param name="Controls">Instructions of the sequencers.</param>
/// <param name="Synchronisation">Waits and updates, dealt out in turn; at least one.</param>
public sealed record InstructionCase(ChipSpec Chip, LaneCase Lanes, MatrixCase Matrices, ControlChoice[] Controls, SynchronisationChoice[] Synchronisation)
{
    private const int ArraySize = 128;

    /// <summary>Programs of what a chip has.</summary>
    public static Arbitrary<InstructionCase> ArbitraryOf(ChipSpec chip) => Arb.From(
        from lanes in LaneCase.ArbitraryOf(chip).Generator
        from matrices in MatrixCase.ArbitraryOf(chip).Generator
        from controls in Gen.Choose(0, 12).SelectMany(n => ControlChoice.GeneratorOf(chip).ArrayOf(n))
        from synchronisation in Gen.Choose(1, 9).SelectMany(n => SynchronisationChoice.Generator.ArrayOf(n))
        select new InstructionCase(chip, lanes, matrices, controls, synchronisation),
        c =>
        [
            .. Shrinking.Sequence(c.Controls, ControlChoice.Shrink).Select(controls => c with { Controls = controls }),
            .. Shrinking.Sequence(c.Synchronisation, SynchronisationChoice.Shrink, fewest: 1).Select(s => c with { Synchronisation = s }),
            .. LaneCase.ArbitraryOf(chip).Shrinker(c.Lanes).Select(lanes => c with { Lanes = lanes }),
            .. MatrixCase.ArbitraryOf(chip).Shrinker(c.Matrices).Select(matrices => c with { Matrices = matrices }),
        ]);

    public override string ToString() =>
        $"{Lanes}\n{Matrices}\n{string.Join(' ', Controls.Select(c => c.ToString()))}\n{string.Join(' ', Synchronisation.Select(s => s.ToString()))}";

    /// <summary>The program: a stream for each engine, with a label before each instruction.</summary>
    public ProgramImage Image()
    {
        var image = new ProgramImage();
        var words = EngineNames.All.ToDictionary(e => e, _ => new List<InstructionWord>());
        words[Engine.Tensor].AddRange(new MatrixStream(Matrices with { Size = ArraySize }, Chip).Program);
        foreach (var (engine, word) in new LaneStream(Lanes, Chip).Program)
            words[engine].Add(word);
        foreach (var control in Controls)
        {
            var stream = words[EngineNames.All[control.Engine]];
            stream.Add(control.Word(stream.Count, Chip));
        }

        foreach (var engine in EngineNames.All.Where(e => words[e].Count > 0))
        {
            // The assembler ends a stream so, if its text does not.
            words[engine].Add(new InstructionWord { Opcode = Opcodes.Halt });
            image.Streams.Add(new InstructionStream(0, engine)
            {
                Words = [.. words[engine].Select(Synchronised)],
                Labels = [.. Enumerable.Range(0, words[engine].Count).Select(i => new StreamLabel($"at{i}_{engine.AssemblyName()}", i))],
            });
        }

        return image;
    }

    private InstructionWord Synchronised(InstructionWord word, int position)
    {
        Synchronisation[position % Synchronisation.Length].ApplyTo(ref word, Chip);
        return word;
    }
}
