using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Sequencer;

/// <summary>Random streams and the conditions under which they run.</summary>
/// <param name="Program">The streams.</param>
/// <param name="Stalls">Stalls on the channels of the whole chip.</param>
/// <param name="Choice">Free number: evaluation order, or when a snapshot is taken.</param>
public sealed record StreamCase(SequencerProgram Program, StallPlan Stalls, int Choice)
{
    /// <summary>Cases for a chip.</summary>
    public static Arbitrary<StreamCase> ArbitraryOf(ChipSpec chip) => Arb.From(
        from program in SequencerProgram.ArbitraryOf(chip).Generator
        from stalls in StallPlans.Generator
        from choice in Gen.Choose(0, 20_000)
        select new StreamCase(program, stalls, choice),
        c => SequencerProgram.ArbitraryOf(chip).Shrinker(c.Program).Select(p => c with { Program = p })
            .Concat(StallPlans.Shrink(c.Stalls).Select(s => c with { Stalls = s }))
            .Concat(Shrinking.Toward(0, c.Choice).Take(2).Select(n => c with { Choice = n })));

    public override string ToString() => $"{Stalls}, choice {Choice}\n{Program}";
}
