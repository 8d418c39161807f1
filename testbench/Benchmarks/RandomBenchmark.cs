using Hardware.Common.Numerics;

namespace Hardware.Testbench.Benchmarks;

/// <summary>Speed of the random numbers that the lane engines draw: blocks of 128 lanes, one after the other.</summary>
public sealed class RandomBenchmark : IBenchmark
{
    private const int Lanes = 128;
    private const int Words = Lanes * Philox.WordsPerBlock;
    private const ulong Seed = 0x0123456789ABCDEF;
    private const uint Generator = 5;

    public string Name => "random";

    public string Summary => "random words of 128 lanes, one thread, by vector width";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        foreach (var (width, blocks) in new[] { (SimdWidth.Bits512, 200_000), (SimdWidth.Bits256, 100_000), (SimdWidth.Scalar, 20_000) })
            yield return Measure(width, blocks, options);
    }

    private static Measurement Measure(SimdWidth width, int blocks, BenchmarkOptions options)
    {
        var words = new uint[Words];
        var (median, lowest, highest) = CpuClock.Rate(options.Repetitions, () =>
        {
            for (var block = 0; block < blocks; block++)
                Philox.FillBlocks(Seed, Generator, (ulong)block, Lanes, words, width);
            return (double)blocks * Words;
        });
        Check(words, (ulong)blocks - 1);
        return new Measurement(
            $"random words, {width}", median / 1e9, "billion words per CPU-second",
            FormattableString.Invariant($"{lowest / 1e9:F2} to {highest / 1e9:F2}; result checked"));
    }

    /// <exception cref="InvalidOperationException">A word is not the draw of its lane.</exception>
    private static void Check(uint[] words, ulong block)
    {
        for (var i = 0; i < Words; i++)
        {
            if (words[i] != Philox.Draw(Seed, Generator, (uint)(i % Lanes), (block * Philox.WordsPerBlock) + (ulong)(i / Lanes)))
                throw new InvalidOperationException($"word {i} of block {block} is not the draw of its lane");
        }
    }
}
