using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Kernel;

namespace Hardware.Testbench.Generators;

/// <summary>Frequencies of one to four clocks on one grid, in hertz.</summary>
public sealed record ClockSet(long[] Frequencies)
{
    public ClockGrid Grid() => new([.. Frequencies.Select((f, i) => ($"clock{i}", f))]);

    public override string ToString() => "clocks " + string.Join("/", Frequencies);
}

/// <summary>Generates and shrinks clock sets: small ratios of all kinds, and Inferentia2's clocks with its memory.</summary>
public static class ClockSets
{
    private static readonly ClockSet Inferentia2 = new([2_800_000_000, 1_120_000_000, 1_400_000_000, 1_600_000_000]);

    public static Gen<ClockSet> Generator { get; } = Gen.Frequency(
        (1, Gen.Constant(Inferentia2)),
        (3,
            from count in Gen.Choose(1, 4)
            from frequencies in Gen.Choose(1, 13).ArrayOf(count)
            select new ClockSet([.. frequencies.Select(f => (long)f)])));

    public static Arbitrary<ClockSet> Arbitrary { get; } = Arb.From(Generator, Shrink);

    public static IEnumerable<ClockSet> Shrink(ClockSet set) =>
        Shrinking.Sequence(set.Frequencies, f => f > 1 ? f > 13 ? [1, 2, 3] : [1, f - 1] : [], fewest: 1).Select(f => new ClockSet(f));
}
