using FsCheck;
using FsCheck.Fluent;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Programs;

/// <summary>Conditions under which a program is run.</summary>
/// <param name="Seed">Seed of inputs, random power-up content and evaluation order.</param>
/// <param name="Stalls">Stalls on the channels of the whole chip.</param>
public sealed record ProgramCase(int Seed, StallPlan Stalls)
{
    private static Gen<ProgramCase> Generator { get; } =
        from seed in Gen.Choose(1, 1_000_000)
        from percent in Gen.Choose(5, 60)
        from plan in StallPlans.Generator
        select new ProgramCase(seed, plan with { Percent = percent, Seed = seed });

    public static Arbitrary<ProgramCase> Arbitrary { get; } = Arb.From(
        Generator,
        c => StallPlans.Shrink(c.Stalls).Take(4).Select(stalls => c with { Stalls = stalls })
            .Concat(Shrinking.Toward(1, c.Seed).Take(1).Select(seed => c with { Seed = seed })));

    public override string ToString() => $"seed {Seed}, {Stalls}";
}
