using Hardware.Common.Parameters;
using Hardware.Testbench.Boards;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>
/// The rates of both chips that programs reach, beside the published ones: matrix products, device memory, lanes. They count simulated
/// time, so they are exact and need no repetition. Then the published figures that contradict each other.
/// </summary>
public sealed class PeakBenchmark : IBenchmark
{
    public string Name => "peak";

    public string Summary => "rates of both chips that programs reach in simulated time, beside the published ones";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        var chips = ChipCatalog.Names.Select(ChipCatalog.Create).ToList();
        return chips.SelectMany(Measure).Select(r => r.ToMeasurement()).Concat(chips.SelectMany(PeakConflicts.Of));
    }

    /// <summary>All rates of a chip, each measured when it is asked for.</summary>
    public static IEnumerable<PeakRate> Measure(ChipSpec spec)
    {
        foreach (var type in TensorPeak.TypesOf(spec))
            yield return TensorPeak.Measure(spec, type);
        foreach (var rate in MemoryPeak.Measure(spec))
            yield return rate;
        foreach (var rate in LanePeak.Measure(spec))
            yield return rate;
    }
}
