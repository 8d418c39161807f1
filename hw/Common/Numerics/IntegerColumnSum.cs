using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// Column sums of INT8 operands in INT32. A sum of 32-bit products is exact in any order, so row groups do not show. The INT32
/// accumulator wraps and the wrap is reported (our choice, because the INT8 path is unpublished and a silent wrap hides bugs).
/// </summary>
public static class IntegerColumnSum
{
    /// <summary>Most rows for which a sum of INT8 products cannot leave INT32.</summary>
    public const int MaximumRows = int.MaxValue / (128 * 128);

    /// <summary>Computes the column sums of some wave-fronts; overwrites the results.</summary>
    /// <param name="weights">Row-major [rows, columns], <paramref name="weightStride"/> elements from row to row.</param>
    /// <param name="weightStride">Elements; at least <paramref name="columns"/>.</param>
    /// <param name="wavefronts">Row-major [count, rows], packed.</param>
    /// <param name="results">Row-major [count, columns], packed.</param>
    /// <param name="rows">Rows that take part; at most <see cref="MaximumRows"/>.</param>
    /// <param name="columns">Columns that take part.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">A span is too short.</exception>
    public static void Accumulate(
        ReadOnlySpan<sbyte> weights,
        int weightStride,
        ReadOnlySpan<sbyte> wavefronts,
        Span<int> results,
        int rows,
        int columns,
        SimdWidth width = SimdWidth.Widest)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MaximumRows);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weightStride, columns);
        var count = results.Length / columns;
        if (weights.Length < ((long)(rows - 1) * weightStride) + columns)
            throw new ArgumentException($"{weights.Length} weights are too few for {rows} rows.", nameof(weights));
        if (wavefronts.Length < (long)count * rows)
            throw new ArgumentException($"{wavefronts.Length} elements are too few for {count} wave-fronts.", nameof(wavefronts));

        for (var wavefront = 0; wavefront < count; wavefront++)
        {
            var moving = wavefronts.Slice(wavefront * rows, rows);
            var sums = results.Slice(wavefront * columns, columns);
            var column = SimdWidths.Resolve(width) switch
            {
                SimdWidth.Bits512 => RowLanes<Simd512>(weights, weightStride, moving, sums),
                SimdWidth.Bits256 => RowLanes<Simd256>(weights, weightStride, moving, sums),
                _ => 0,
            };
            for (; column < columns; column++)
            {
                var sum = 0;
                for (var row = 0; row < rows; row++)
                    sum += moving[row] * weights[(row * weightStride) + column];
                sums[column] = sum;
            }
        }
    }

    /// <summary>Adds sums into accumulators, wrapping.</summary>
    /// <returns>True if any element wrapped.</returns>
    public static bool AddWrapping(ReadOnlySpan<int> sums, Span<int> accumulators)
    {
        var wrapped = 0;
        for (var i = 0; i < sums.Length; i++)
        {
            var before = accumulators[i];
            var after = unchecked(before + sums[i]);
            wrapped |= (before ^ after) & (sums[i] ^ after); // both terms differ in sign from the result
            accumulators[i] = after;
        }

        return wrapped < 0;
    }

    /// <summary>Sums the whole vectors of columns and returns the columns done.</summary>
    internal static int RowLanes<T>(ReadOnlySpan<sbyte> weights, int weightStride, ReadOnlySpan<sbyte> moving, Span<int> sums)
        where T : struct, ISimd<T>
    {
        var bytes = MemoryMarshal.AsBytes(weights);
        ref var output = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<int, float>(sums));
        var column = 0;
        for (; column <= sums.Length - T.Count; column += T.Count)
        {
            T sum = default;
            for (var row = 0; row < moving.Length; row++)
                sum += T.MultiplyInt32(T.Broadcast((uint)moving[row]), T.LoadInt8(in bytes[(row * weightStride) + column]));
            T.Store(sum, ref output, (nuint)column);
        }

        return column;
    }
}
