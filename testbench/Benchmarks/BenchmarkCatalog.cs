using Hardware.Testbench.Benchmarks.Peak;

namespace Hardware.Testbench.Benchmarks;

/// <summary>All benchmarks of the command.</summary>
public static class BenchmarkCatalog
{
    public static IReadOnlyList<IBenchmark> All { get; } = [new KernelBenchmark(), new ProcessingElementBenchmark(), new WaveFrontBenchmark(), new MatMulBenchmark(), new ConvertBenchmark(), new RandomBenchmark(), new PeakBenchmark()];
}
