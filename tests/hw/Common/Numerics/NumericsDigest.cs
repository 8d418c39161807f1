using System.IO.Hashing;
using System.Runtime.InteropServices;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>One number over the results of the vectorised kernels of the numbers, on inputs that are the same in every process.</summary>
internal static class NumericsDigest
{
    private const int Words = 20_011;

    /// <summary>What no kernel gives.</summary>
    private const float Unwritten = 0.1234567f;

    /// <summary>The environment variable that makes the test assembly print its digest instead of running tests.</summary>
    public const string Variable = "NUMERICS_DIGEST";

    private static float[] Singles { get; } =
        [.. Samples.RandomSingles(Words, 21), .. Samples.Midpoints(FloatFormat.Float8E4), .. Samples.Midpoints(FloatFormat.Float8E5)];

    public static string Of(SimdWidth width)
    {
        var hash = new XxHash128();
        Conversions(hash, width);
        Lanes(hash, width);
        ColumnSums(hash, width);
        ProcessingElements(hash);
        Activations(hash, width);
        RandomWords(hash, width);
        return Convert.ToHexString(hash.GetCurrentHash());
    }

    /// <summary>All pairs of types in every rounding and overflow rule.</summary>
    private static void Conversions(XxHash128 hash, SimdWidth width)
    {
        var bytes = MemoryMarshal.AsBytes(Singles.AsSpan());
        var random = Samples.RandomWords(Singles.Length, 22);
        foreach (var from in DataTypes.Values)
        {
            foreach (var to in DataTypes.Values)
            {
                foreach (var rounding in Enum.GetValues<Rounding>())
                {
                    foreach (var overflow in Enum.GetValues<Overflow>())
                    {
                        var result = new byte[Singles.Length * to.Size()];
                        NumberFormats.Default.Convert(from, bytes, to, result, Singles.Length, rounding, random, overflow, width);
                        hash.Append(result);
                    }
                }
            }
        }
    }

    private static void Lanes(XxHash128 hash, SimdWidth width)
    {
        var (a, b, result) = (Samples.RandomSingles(Words, 23), Samples.RandomSingles(Words, 24), new float[Words]);
        for (var i = 0; i < Words; i += 3)
            b[i] = ((i % 61) - 30) / 4f; // powers within the range, shifts
        foreach (var operation in Enum.GetValues<AluOperator>())
        {
            Array.Fill(result, Unwritten);
            if (operation.IsBitwise())
                SimdOperations.Apply(operation, Bits(a), Bits(b), Bits(result), width);
            else
                SimdOperations.Apply(operation, a, b, result, width);
            Append(hash, result);
        }

        SimdOperations.Divide(a, b, result, width);
        Append(hash, result);
        SimdOperations.Reciprocal(a, result, width);
        Append(hash, result);
        SimdOperations.SquareRoot(a, result, width);
        Append(hash, result);
        var (cross, low) = (new float[Words], new float[Words]);
        SingleSplit.Split(a, result, cross, low, width);
        Append(hash, [.. result, .. cross, .. low]);
    }

    private static void ColumnSums(XxHash128 hash, SimdWidth width)
    {
        const int Rows = 100, Columns = 131, Count = 9;
        var (weights, moving, results) = (Finite(Rows * Columns, 25), Finite(Count * Rows, 26), new float[Count * Columns]);
        foreach (var flush in (bool[])[false, true])
        {
            ColumnSum.Accumulate(weights, Columns, moving, results, Rows, Columns, 4, 32, width, flush);
            Append(hash, results);
        }

        var sums = new int[Count * Columns];
        IntegerColumnSum.Accumulate(
            MemoryMarshal.Cast<float, sbyte>(weights)[..weights.Length], Columns, MemoryMarshal.Cast<float, sbyte>(moving)[..moving.Length], sums, Rows, Columns, width);
        hash.Append(MemoryMarshal.AsBytes(sums.AsSpan()));
    }

    /// <summary>A clock edge of all elements, which has one vector form and no choice of width.</summary>
    private static void ProcessingElements(XxHash128 hash)
    {
        foreach (var flush in (bool[])[false, true])
        {
            var geometry = new ArrayGeometry(16, 20, 4) { FlushToZero = flush };
            const int LineLength = 64;
            var (activations, weights) = (Finite(geometry.Rows * LineLength, 27), Finite(geometry.Rows * geometry.RowStride, 28));
            foreach (var mode in (MultiplyMode[])[MultiplyMode.Float, MultiplyMode.Integer, ProcessingElementKernel.MixedModes])
            {
                var sums = Finite(geometry.Rows * geometry.RowStride, 29);
                var modes = Enumerable.Range(0, LineLength).Select(i => i % 3 == 0 ? (int)MultiplyMode.Integer : (int)MultiplyMode.Float).ToArray();
                ProcessingElementKernel.Step(geometry, mode, activations, LineLength, modes, weights, sums);
                Append(hash, sums);
            }
        }
    }

    private static void Activations(XxHash128 hash, SimdWidth width)
    {
        var result = new float[Singles.Length];
        foreach (var function in Enum.GetValues<ActivationFunction>())
        {
            Array.Fill(result, Unwritten);
            new ActivationEvaluator(function).Evaluate(Singles, result, width);
            Append(hash, result);
        }
    }

    private static void RandomWords(XxHash128 hash, SimdWidth width)
    {
        var words = new uint[128 * Philox.WordsPerBlock];
        foreach (var block in (ulong[])[0, 1, uint.MaxValue, ulong.MaxValue])
        {
            Philox.FillBlocks(0xFEDCBA9876543210, 5, block, 128, words, width);
            hash.Append(MemoryMarshal.AsBytes(words.AsSpan()));
        }
    }

    /// <summary>Random numbers about 1, and every seventh subnormal.</summary>
    private static float[] Finite(int count, int seed) =>
    [
        .. Samples.RandomWords(count, seed).Select((word, i) =>
            BitConverter.UInt32BitsToSingle(i % 7 == 0 ? word & 0x807FFFFF : (word & 0x807FFFFF) | ((120 + (word >> 28)) << 23))),
    ];

    private static Span<uint> Bits(float[] values) => MemoryMarshal.Cast<float, uint>(values.AsSpan());

    private static void Append(XxHash128 hash, ReadOnlySpan<float> values) => hash.Append(MemoryMarshal.AsBytes(values));
}
