namespace Hardware.Testbench.Benchmarks;

/// <summary>One figure of a benchmark.</summary>
/// <param name="Name">What was measured, with its conditions.</param>
/// <param name="Value">The median of the repetitions; of simulated time, the exact figure.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="Note">What else a reader needs: spread, level, what was checked.</param>
public sealed record Measurement(string Name, double Value, string Unit, string Note = "");

/// <summary>A benchmark, of the project's own speed or of the chips that it simulates; it checks the output of what it measures.</summary>
public interface IBenchmark
{
    /// <summary>Name on the command line.</summary>
    string Name { get; }

    /// <summary>One line for the list of benchmarks.</summary>
    string Summary { get; }

    IEnumerable<Measurement> Run(BenchmarkOptions options);
}

/// <summary>How long to measure.</summary>
/// <param name="Repetitions">Repetitions after one warm-up; the median counts.</param>
public sealed record BenchmarkOptions(int Repetitions = 7);
