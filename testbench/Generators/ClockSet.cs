using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Kernel;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Generators;

/// <summary>Frequencies of one to four clocks on one grid, in hertz.</summary>
public sealed record ClockSet(long[] Frequencies)
{
    public ClockGrid Grid() => new([.. Frequencies.Select((f, i) => ($"clock{i}", f))]);

    public override string ToString() => "clocks " + string.Join("/", Frequencies);
}

/// <summary>Generates and shrinks clock sets: small ratios of all kinds, and a chip's clocks with its memory.</summary>
public static class ClockSets
{
    public static Gen<ClockSet> GeneratorOf(ChipSpec chip) => Gen.Frequency(
        (1, Gen.Constant(new ClockSet([chip.TensorClock, chip.VectorClock, chip.ScalarClock, chip.DeviceMemoryClock]))),
        (3,
            from count in Gen.Choose(1, 4)
            from frequencies in Gen.Choose(1, 13).ArrayOf(count)
            select new ClockSet([.. frequencies.Select(f => (long)f)])));

    public static IEnumerable<ClockSet> Shrink(ClockSet set) =>
        Shrinking.Sequence(set.Frequencies, f => f > 1 ? f > 13 ? [1, 2, 3] : [1, f - 1] : [], fewest: 1).Select(f => new ClockSet(f));
}
