using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// <see cref="ColumnSum"/> with <see cref="FlushToZero"/>: of both operands of every multiply-add and of every sum after its rounding, in
/// the chains and in the tree. A product is not rounded on its own, so it is not flushed. A kernel apart from that of the default, which
/// it must not slow down; it blocks nothing.
/// </summary>
internal static class ColumnSumFlushed
{
    public static void Run(
        in ColumnSumShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> wavefronts, Span<float> results, LaneWidth width)
    {
        Span<float> groups = stackalloc float[shape.RowGroups];
        for (var wavefront = 0; wavefront < shape.Count; wavefront++)
        {
            var moving = wavefronts.Slice(wavefront * shape.Rows, shape.Rows);
            var sums = results.Slice(wavefront * shape.Columns, shape.Columns);
            var column = LaneWidths.Resolve(width) switch
            {
                LaneWidth.Bits512 => Vectors<Lanes512>(in shape, weights, moving, sums),
                LaneWidth.Bits256 => Vectors<Lanes256>(in shape, weights, moving, sums),
                _ => 0,
            };
            for (; column < shape.Columns; column++)
            {
                for (var group = 0; group < shape.RowGroups; group++)
                {
                    var sum = 0f;
                    for (var row = shape.FirstRow(group); row < shape.FirstRow(group + 1); row++)
                    {
                        var weight = FlushToZero.Apply(weights[(row * shape.WeightStride) + column]);
                        sum = FlushToZero.Apply(MathF.FusedMultiplyAdd(FlushToZero.Apply(moving[row]), weight, sum));
                    }

                    groups[group] = sum;
                }

                sums[column] = Nan.Canonicalize(Tree(groups));
            }
        }
    }

    /// <summary>Whole vectors of columns; returns the first column that is left.</summary>
    internal static int Vectors<T>(in ColumnSumShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> moving, Span<float> sums)
        where T : unmanaged, ILanes<T>
    {
        Span<T> groups = stackalloc T[shape.RowGroups];
        var column = 0;
        for (; column <= shape.Columns - T.Count; column += T.Count)
        {
            for (var group = 0; group < shape.RowGroups; group++)
            {
                T sum = default;
                for (var row = shape.FirstRow(group); row < shape.FirstRow(group + 1); row++)
                {
                    var weight = FlushToZero.Apply(T.Load(in weights[(row * shape.WeightStride) + column], 0));
                    sum = FlushToZero.Apply(T.FusedMultiplyAdd(T.BroadcastSingle(FlushToZero.Apply(moving[row])), weight, sum));
                }

                groups[group] = sum;
            }

            var total = Tree(groups);
            total = T.Select(T.EqualSingle(total, total), total, T.Broadcast(Nan.CanonicalBits));
            T.Store(total, ref MemoryMarshal.GetReference(sums), (nuint)column);
        }

        return column;
    }

    private static float Tree(Span<float> values)
    {
        for (var left = values.Length; left > 1; left = (left + 1) / 2)
        {
            for (var at = 0; at < (left + 1) / 2; at++)
                values[at] = (2 * at) + 1 < left ? FlushToZero.Apply(values[2 * at] + values[(2 * at) + 1]) : values[2 * at];
        }

        return values[0];
    }

    private static T Tree<T>(Span<T> values)
        where T : struct, ILanes<T>
    {
        for (var left = values.Length; left > 1; left = (left + 1) / 2)
        {
            for (var at = 0; at < (left + 1) / 2; at++)
                values[at] = (2 * at) + 1 < left ? FlushToZero.Apply(T.AddSingle(values[2 * at], values[(2 * at) + 1])) : values[2 * at];
        }

        return values[0];
    }
}
