namespace Hardware.Common.Numerics;

/// <summary>
/// What the systolic array does to a wave-front: one sum of products down each column. The rows form groups; a group is a chain of
/// fused multiply-adds from +0 in ascending row (one rounding each), and the group results are added as a balanced
/// tree, (g0 + g1) + (g2 + g3) for four. NaN results are canonical.
/// </summary>
/// <remarks>
/// Four groups: our choice, because AWS patent US12182691 describes row groups with a column accumulator and the public profiler
/// shows a <c>row_grp</c>. The tree over a number of groups that is no power of two adds an odd last result one level up.
/// </remarks>
public static class ColumnSum
{
    /// <summary>Most groups that a column may have.</summary>
    public const int MaximumGroups = 128;

    /// <summary>Computes the column sums of some wave-fronts; overwrites the results.</summary>
    /// <param name="weights">Row-major [rows, columns], <paramref name="weightStride"/> elements from row to row.</param>
    /// <param name="weightStride">Elements; at least <paramref name="columns"/>.</param>
    /// <param name="wavefronts">Row-major [count, rows], packed.</param>
    /// <param name="results">Row-major [count, columns], packed.</param>
    /// <param name="rows">Rows that take part, K.</param>
    /// <param name="columns">Columns that take part.</param>
    /// <param name="rowGroups">Groups down the array.</param>
    /// <param name="groupRows">
    /// Rows of a group; 0 for an equal share of <paramref name="rows"/>, rounded up. Give the physical number (32 in 128 rows) where
    /// fewer rows take part than the array has: a group without active rows gives +0.
    /// </param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <param name="flushToZero">
    /// Both operands of every multiply-add, and every sum after its rounding, are zero of their sign where they are subnormal
    /// (<see cref="FlushToZero"/>). A product is not rounded on its own, so it is not flushed. Otherwise underflow is gradual.
    /// </param>
    /// <exception cref="ArgumentException">A span is too short, or the groups do not cover the rows.</exception>
    public static void Accumulate(
        ReadOnlySpan<float> weights,
        int weightStride,
        ReadOnlySpan<float> wavefronts,
        Span<float> results,
        int rows,
        int columns,
        int rowGroups = 4,
        int groupRows = 0,
        SimdWidth width = SimdWidth.Widest,
        bool flushToZero = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(weightStride, columns);
        ArgumentOutOfRangeException.ThrowIfLessThan(rowGroups, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rowGroups, MaximumGroups);
        if (groupRows == 0)
            groupRows = (rows + rowGroups - 1) / rowGroups;
        var count = results.Length / columns;
        if ((long)groupRows * rowGroups < rows)
            throw new ArgumentException($"{rowGroups} groups of {groupRows} rows do not cover {rows} rows.", nameof(groupRows));
        if (weights.Length < ((long)(rows - 1) * weightStride) + columns)
            throw new ArgumentException($"{weights.Length} weights are too few for {rows} rows.", nameof(weights));
        if (wavefronts.Length < (long)count * rows)
            throw new ArgumentException($"{wavefronts.Length} elements are too few for {count} wave-fronts.", nameof(wavefronts));

        var shape = new ColumnSumShape(count, rows, columns, weightStride, rowGroups, groupRows);
        if (flushToZero)
            Run<FlushedUnderflow>(in shape, weights, wavefronts, results, width);
        else
            Run<GradualUnderflow>(in shape, weights, wavefronts, results, width);
    }

    private static void Run<TUnderflow>(
        in ColumnSumShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> wavefronts, Span<float> results, SimdWidth width)
        where TUnderflow : struct, IUnderflow
    {
        switch (SimdWidths.Resolve(width))
        {
            case SimdWidth.Bits512 when shape.Columns >= Simd512.Count:
                ColumnSumSimd<Simd512, TUnderflow>.Run(in shape, weights, wavefronts, results);
                break;
            case SimdWidth.Bits512 or SimdWidth.Bits256 when shape.Columns >= Simd256.Count:
                ColumnSumSimd<Simd256, TUnderflow>.Run(in shape, weights, wavefronts, results);
                break;
            default:
                RunScalar<TUnderflow>(in shape, weights, wavefronts, results);
                break;
        }
    }

    private static void RunScalar<TUnderflow>(
        in ColumnSumShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> wavefronts, Span<float> results)
        where TUnderflow : struct, IUnderflow
    {
        Span<float> groups = stackalloc float[shape.RowGroups];
        for (var wavefront = 0; wavefront < shape.Count; wavefront++)
        {
            for (var column = 0; column < shape.Columns; column++)
            {
                for (var group = 0; group < shape.RowGroups; group++)
                {
                    var sum = 0f;
                    for (var row = shape.FirstRow(group); row < shape.FirstRow(group + 1); row++)
                    {
                        var element = TUnderflow.Apply(wavefronts[(wavefront * shape.Rows) + row]);
                        var weight = TUnderflow.Apply(weights[(row * shape.WeightStride) + column]);
                        sum = TUnderflow.Apply(MathF.FusedMultiplyAdd(element, weight, sum));
                    }

                    groups[group] = sum;
                }

                results[(wavefront * shape.Columns) + column] = Nan.Canonicalize(Tree<TUnderflow>(groups));
            }
        }
    }

    /// <summary>Adds neighbours until one is left; an odd last value moves up unchanged. Overwrites its input.</summary>
    private static float Tree<TUnderflow>(Span<float> values)
        where TUnderflow : struct, IUnderflow
    {
        for (var left = values.Length; left > 1; left = (left + 1) / 2)
        {
            for (var at = 0; at < (left + 1) / 2; at++)
                values[at] = (2 * at) + 1 < left ? TUnderflow.Apply(values[2 * at] + values[(2 * at) + 1]) : values[2 * at];
        }

        return values[0];
    }
}

/// <summary>The extents of one column-sum call, in elements.</summary>
internal readonly record struct ColumnSumShape(int Count, int Rows, int Columns, int WeightStride, int RowGroups, int GroupRows)
{
    /// <summary>First row of a group; the end of the rows for groups past them.</summary>
    public int FirstRow(int group) => Math.Min(group * GroupRows, Rows);
}
