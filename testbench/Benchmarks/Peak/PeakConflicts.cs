using System.Globalization;
using Hardware.Common.Numerics;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>Published figures that do not agree with each other; the model follows one and says which.</summary>
public static class PeakConflicts
{
    /// <summary>The larger figure over the smaller one, for each pair that differs.</summary>
    public static IEnumerable<Measurement> Of(ChipSpec spec)
    {
        foreach (var type in TensorPeak.TypesOf(spec).Where(IsOneOfItsRate))
        {
            var geometry = TensorPeak.LimitOf(spec, type);
            var published = PublishedPeak.OfMatrices(spec, type).Value;
            yield return Conflict(
                spec, $"TensorE {type.AssemblyName()}", published, geometry.Value,
                Text($"published {published / 1e12:G4} a chip; {geometry.Text} = {geometry.Value / 1e12:G4}, which the model follows"));
        }

        foreach (var lane in spec.CoreVersion.Value == 1 ? OfFirstLanes(spec) : OfSecondLanes(spec))
            yield return lane;
    }

    private static IEnumerable<Measurement> OfFirstLanes(ChipSpec spec)
    {
        var scalar = PublishedPeak.ScalarFlopsPerCycleV1 * spec.ScalarClock.Value;
        yield return Conflict(
            spec, "ScalarE", PublishedPeak.ScalarFlopsV2 / 3, scalar,
            Text($"NeuronCore-v2's {PublishedPeak.ScalarFlopsV2 / 1e12:G3} TFLOPS are '3x' this one, so {PublishedPeak.ScalarFlopsV2 / 3e12:F2}; {PublishedPeak.ScalarFlopsPerCycleV1:G3} a cycle x {spec.ScalarClock.Value / 1e9:G3} GHz = {scalar / 1e12:F2}, which the model follows"));
        var vector = PublishedPeak.VectorFlopsPerCycleV1 * spec.VectorClock.Value;
        yield return Conflict(
            spec, "VectorE", PublishedPeak.VectorFlopsV2 / 10, vector,
            Text($"NeuronCore-v2's {PublishedPeak.VectorFlopsV2 / 1e12:G3} TFLOPS are '10x' this one, so {PublishedPeak.VectorFlopsV2 / 10e12:F2}; {PublishedPeak.VectorFlopsPerCycleV1:G3} a cycle x {spec.VectorClock.Value / 1e9:G3} GHz = {vector / 1e12:F2}, which the model follows"));
    }

    private static IEnumerable<Measurement> OfSecondLanes(ChipSpec spec)
    {
        double clock = spec.ScalarClock.Value;
        var perCycle = Math.Round(PublishedPeak.ScalarFlopsV2 / clock / spec.Partitions.Value) * spec.Partitions.Value;
        yield return Conflict(
            spec, "ScalarE", perCycle, PublishedPeak.ScalarOperationsPerCycleV2,
            Text($"published {PublishedPeak.ScalarFlopsV2 / 1e12:G3} TFLOPS FP32 a core are {perCycle:F0} a cycle of {clock / 1e9:G3} GHz; also published {PublishedPeak.ScalarOperationsPerCycleV2:F0} BF16/FP16 operations a cycle; an instruction of the model does 4 x 128, see above"));
        var engines = spec.Cores.Value * spec.DmaEnginesPerCore.Value;
        var sum = (double)engines * spec.DmaBytesPerSecond.Value;
        yield return Conflict(
            spec, "DMA", PublishedPeak.DmaBytesV2, sum,
            Text($"published {PublishedPeak.DmaBytesV2 / 1e9:F0} GB/s a chip; {engines} engines x {spec.DmaBytesPerSecond.Value / 1e9:G3} GB/s = {sum / 1e9:F0}, which the model follows"));
    }

    // The types of one published rate conflict alike: one line for all.
    private static bool IsOneOfItsRate(DataType type) => type is DataType.BFloat16 or DataType.Float32 or DataType.Int8;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static Measurement Conflict(ChipSpec spec, string name, double first, double second, string note) =>
        new($"conflict, {spec.Name} {name}", Math.Max(first, second) / Math.Min(first, second), "times", note);
}
