using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Parameters;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Kernel;

/// <summary>One stage of a pipeline.</summary>
/// <param name="Clock">Its clock, counted modulo the clocks there are.</param>
/// <param name="Delay">Cycles that it holds a word beyond the first.</param>
/// <param name="Depth">Places of the channel in front of it.</param>
public readonly record struct StageShape(int Clock, int Delay, int Depth)
{
    public override string ToString() => $"(clock {Clock}, delay {Delay}, depth {Depth})";
}

/// <summary>A pipeline and its traffic: the last stage is the collector.</summary>
/// <param name="Words">Words sent, 0 to <see cref="MostWords"/>.</param>
/// <param name="Gap">Cycles that the source waits after each word.</param>
/// <param name="Stages">The stages, at least one.</param>
/// <param name="Clocks">The clocks; the source has the first.</param>
/// <param name="Stalls">The stalls.</param>
/// <param name="Choice">Free number: evaluation order, or when a snapshot is taken.</param>
public sealed record TrafficCase(int Words, int Gap, StageShape[] Stages, ClockSet Clocks, StallPlan Stalls, int Choice)
{
    public const int MostWords = 64;

    private static Gen<StageShape> Stage { get; } =
        from clock in Gen.Choose(0, 3)
        from delay in Gen.Frequency((3, Gen.Constant(0)), (1, Gen.Choose(1, 40)))
        from depth in Gen.Choose(1, 4)
        select new StageShape(clock, delay, depth);

    private static Gen<TrafficCase> GeneratorOf(ChipSpec chip) =>
        from words in Gen.Choose(0, MostWords)
        from gap in Gen.Frequency((2, Gen.Constant(0)), (1, Gen.Choose(1, 30)))
        from count in Gen.Choose(1, 7)
        from stages in Stage.ArrayOf(count)
        from clocks in ClockSets.GeneratorOf(chip)
        from stalls in StallPlans.Generator
        from choice in Gen.Choose(0, 4000)
        select new TrafficCase(words, gap, stages, clocks, stalls, choice);

    /// <summary>Cases for a chip, whose clocks some of them have.</summary>
    public static Arbitrary<TrafficCase> ArbitraryOf(ChipSpec chip) => Arb.From(GeneratorOf(chip), Shrink);

    public override string ToString() =>
        $"{Words} words, gap {Gap}, {Clocks}, stages {string.Join(" ", Stages)}, {Stalls}, choice {Choice}";

    private static IEnumerable<TrafficCase> Shrink(TrafficCase c) =>
    [
        .. Shrinking.Toward(0, c.Words).Select(words => c with { Words = words }),
        .. StallPlans.Shrink(c.Stalls).Select(stalls => c with { Stalls = stalls }),
        .. Shrinking.Sequence(c.Stages, Smaller, fewest: 1).Select(stages => c with { Stages = stages }),
        .. ClockSets.Shrink(c.Clocks).Select(clocks => c with { Clocks = clocks }),
        .. Shrinking.Toward(0, c.Gap).Select(gap => c with { Gap = gap }),
        .. Shrinking.Toward(0, c.Choice).Select(choice => c with { Choice = choice }),
    ];

    private static IEnumerable<StageShape> Smaller(StageShape stage) =>
    [
        .. Shrinking.Toward(0, stage.Delay).Select(delay => stage with { Delay = delay }),
        .. Shrinking.Toward(0, stage.Clock).Select(clock => stage with { Clock = clock }),
        .. Shrinking.Toward(1, stage.Depth).Select(depth => stage with { Depth = depth }),
    ];
}
