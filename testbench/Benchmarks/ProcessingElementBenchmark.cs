using Hardware.Common.Engines.Tensor;

namespace Hardware.Testbench.Benchmarks;

/// <summary>Speed of the systolic array with every register of its 128 x 128 processing elements live: BF16 MatMuls of 512 elements back to back.</summary>
public sealed class ProcessingElementBenchmark : IBenchmark
{
    private const int MatMuls = 256;

    public string Name => "pe";

    public string Summary => "systolic array at processing-element level, 128 x 128, BF16";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        var (median, lowest, highest) = CyclesPerCpuSecond(options.Repetitions);
        yield return new Measurement(
            "processing-element level, 128 x 128 BF16", median / 1e3, "thousand tensor cycles per CPU-second",
            FormattableString.Invariant($"level pe; {lowest / 1e3:F0} to {highest / 1e3:F0}; result checked"));
    }

    /// <summary>Simulated tensor cycles per second of CPU time: median, lowest and highest.</summary>
    public static (double Median, double Lowest, double Highest) CyclesPerCpuSecond(int repetitions) =>
        CpuClock.Rate(repetitions, () => new MatMulStream(ArrayLevel.ProcessingElement, MatMuls).Run().Cycles);
}
