using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Testbench.Benchmarks;

/// <summary>Speed of conversions on one thread: with source and destination in the first-level cache, and with both far beyond any cache.</summary>
public sealed class ConvertBenchmark : IBenchmark
{
    /// <summary>Source and destination together, in bytes.</summary>
    private const int CacheBytes = 32 << 10;

    private const int MemoryBytes = 384 << 20;

    /// <summary>Elements of one repetition.</summary>
    private const long Elements = 400_000_000;

    /// <summary>Leading elements that are held against the scalar conversion.</summary>
    private const int Checked = 5000;

    public string Name => "convert";

    public string Summary => "conversions between FP32 and smaller types, one thread";

    public IEnumerable<Measurement> Run(BenchmarkOptions options)
    {
        DataType[] destinations = [DataType.BFloat16, DataType.Float16, DataType.Float8E5, DataType.Float8E4, DataType.Float8E3];
        foreach (var to in destinations)
        {
            yield return Measure(DataType.Float32, to, Rounding.NearestEven, CacheBytes, options);
            yield return Measure(DataType.Float32, to, Rounding.NearestEven, MemoryBytes, options);
        }

        foreach (var to in (DataType[])[DataType.BFloat16, DataType.Float8E4])
            yield return Measure(DataType.Float32, to, Rounding.Stochastic, CacheBytes, options);
        foreach (var from in (DataType[])[DataType.BFloat16, DataType.Float8E4])
            yield return Measure(from, DataType.Float32, Rounding.NearestEven, CacheBytes, options);
    }

    private static Measurement Measure(DataType from, DataType to, Rounding rounding, int bytes, BenchmarkOptions options)
    {
        var stochastic = rounding == Rounding.Stochastic;
        var count = bytes / (from.Size() + to.Size() + (stochastic ? sizeof(uint) : 0)) / 64 * 64;
        var values = new float[count];
        Fill(values);
        var source = new byte[count * from.Size()];
        NumberFormats.Default.FromSingle(from, values, source);
        uint[] random = stochastic ? new uint[count] : [];
        Philox.FillSequence(1, 0, 0, 0, random);
        var destination = new byte[count * to.Size()];
        var passes = Math.Max(1, Elements / count / (bytes == CacheBytes ? 1 : 4));
        var (median, lowest, highest) = CpuClock.Rate(options.Repetitions, () =>
        {
            for (var pass = 0L; pass < passes; pass++)
                Convert(from, source, to, destination, rounding, random);
            return (double)passes * count;
        });
        Check(from, source, to, destination, rounding, random);
        var place = bytes == CacheBytes ? FormattableString.Invariant($"{bytes >> 10} KiB, L1") : FormattableString.Invariant($"{bytes >> 20} MiB, DRAM");
        return new Measurement(
            $"{from.AssemblyName()} to {to.AssemblyName()}{(stochastic ? ", stochastic" : "")}, {place}", median / 1e9, "billion elements per CPU-second",
            FormattableString.Invariant($"{lowest / 1e9:F2} to {highest / 1e9:F2}; result checked"));
    }

    private static void Convert(DataType from, byte[] source, DataType to, byte[] destination, Rounding rounding, uint[] random)
    {
        if (from == DataType.Float32)
            NumberFormats.Default.FromSingle(to, MemoryMarshal.Cast<byte, float>(source.AsSpan()), destination, rounding, random);
        else
            NumberFormats.Default.ToSingle(from, source, MemoryMarshal.Cast<byte, float>(destination.AsSpan()));
    }

    /// <summary>Numbers of every size that the smaller types hold, one in 64 beyond, and some NaN.</summary>
    private static void Fill(float[] values)
    {
        var words = new uint[1 << 16];
        Philox.FillSequence(2, 0, 0, 0, words);
        for (var i = 0; i < values.Length; i++)
        {
            var word = words[i & 0xFFFF];
            var exponent = (word >> 8 & 63) == 0 ? word >> 23 & 0xFF : 110 + (word >> 23 & 31);
            values[i] = BitConverter.UInt32BitsToSingle((word & 0x807FFFFF) | (exponent << 23));
        }
    }

    /// <exception cref="InvalidOperationException">The first elements differ from the scalar conversion.</exception>
    private static void Check(DataType from, byte[] source, DataType to, byte[] destination, Rounding rounding, uint[] random)
    {
        var count = Math.Min(Checked, destination.Length / to.Size());
        var expected = new byte[count * to.Size()];
        NumberFormats.Default.Convert(from, source, to, expected, count, rounding, random, width: SimdWidth.Scalar);
        if (!destination.AsSpan(0, expected.Length).SequenceEqual(expected))
            throw new InvalidOperationException($"the vectorised conversion from {from} to {to} differs from the scalar one");
    }
}
