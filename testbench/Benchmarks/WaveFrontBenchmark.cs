using Hardware.Common.Engines.Tensor;

namespace Hardware.Testbench.Benchmarks;

/// <summary>Speed of the tensor engine at beat level: BF16 MatMuls of 512 elements back to back, SBUF reads and PSUM writes included.</summary>
public sealed class WaveFrontBenchmark : IBenchmark
{
    private const int MatMuls = 1024;

    public string Name => "wavefront";

    public string Summary => "tensor engine at beat level, 128 x 128, BF16";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        var (median, lowest, highest) = WaveFrontsPerCpuSecond(options.Repetitions);
        yield return new Measurement(
            "beat level, 128 x 128 BF16", median / 1e3, "thousand wave-fronts per CPU-second",
            FormattableString.Invariant($"level beat; {lowest / 1e3:F0} to {highest / 1e3:F0}; result checked"));
    }

    /// <summary>Wave-fronts that enter the array per second of CPU time: median, lowest and highest.</summary>
    public static (double Median, double Lowest, double Highest) WaveFrontsPerCpuSecond(int repetitions) =>
        CpuClock.Rate(repetitions, () => new MatMulStream(ArrayLevel.Beat, MatMuls).Run().WaveFronts);
}
