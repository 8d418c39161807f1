using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// The blocked form of <see cref="ColumnSum"/>: a tile of four wave-fronts by four vectors of columns keeps sixteen chains in registers,
/// enough to hide the latency of the multiply-add, and loads eight values for sixteen operations. A tile at the far edge is moved back
/// to overlap its neighbour: it computes the same results again, which costs less than a second kernel for remainders.
/// </summary>
/// <typeparam name="T">Width of a vector.</typeparam>
/// <typeparam name="TUnderflow">What becomes of subnormal operands and sums.</typeparam>
internal static class ColumnSumSimd<T, TUnderflow>
    where T : unmanaged, ISimd<T>
    where TUnderflow : struct, IUnderflow
{
    private const int TileWavefronts = 4;
    private const int TileVectors = 4;
    private const int TileSize = TileWavefronts * TileVectors;

    /// <summary>Needs at least one vector of columns.</summary>
    [SkipLocalsInit]
    public static void Run(
        in ColumnSumShape shape, ReadOnlySpan<float> weights, ReadOnlySpan<float> wavefronts, Span<float> results)
    {
        Span<T> groups = stackalloc T[shape.RowGroups * TileSize];
        var tileColumns = shape.Columns >= TileVectors * T.Count ? TileVectors * T.Count : T.Count;
        for (var at = 0; at < shape.Columns; at += tileColumns)
        {
            var column = Math.Min(at, shape.Columns - tileColumns);
            if (tileColumns == T.Count || shape.Count < TileWavefronts)
            {
                for (var wavefront = 0; wavefront < shape.Count; wavefront++)
                    Row(in shape, weights, wavefronts, results, wavefront, column, tileColumns / T.Count, groups);
                continue;
            }

            for (var next = 0; next < shape.Count; next += TileWavefronts)
                Tile(in shape, weights, wavefronts, results, Math.Min(next, shape.Count - TileWavefronts), column, groups);
        }
    }

    /// <summary>Four wave-fronts by four vectors.</summary>
    private static void Tile(
        in ColumnSumShape shape,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> wavefronts,
        Span<float> results,
        int wavefront,
        int column,
        Span<T> groups)
    {
        ref var moving = ref Unsafe.Add(ref MemoryMarshal.GetReference(wavefronts), wavefront * shape.Rows);
        ref var stationary = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), column);
        for (var group = 0; group < shape.RowGroups; group++)
        {
            T s00 = default, s01 = default, s02 = default, s03 = default;
            T s10 = default, s11 = default, s12 = default, s13 = default;
            T s20 = default, s21 = default, s22 = default, s23 = default;
            T s30 = default, s31 = default, s32 = default, s33 = default;
            var first = shape.FirstRow(group);
            var left = shape.FirstRow(group + 1) - first;
            ref var m0 = ref Unsafe.Add(ref moving, first);
            ref var m1 = ref Unsafe.Add(ref m0, shape.Rows);
            ref var m2 = ref Unsafe.Add(ref m1, shape.Rows);
            ref var m3 = ref Unsafe.Add(ref m2, shape.Rows);
            ref var row = ref Unsafe.Add(ref stationary, first * shape.WeightStride);
            for (nuint k = 0; k < (nuint)left; k++)
            {
                var w0 = TUnderflow.Apply(T.Load(in row, 0));
                var w1 = TUnderflow.Apply(T.Load(in row, (nuint)T.Count));
                var w2 = TUnderflow.Apply(T.Load(in row, (nuint)(2 * T.Count)));
                var w3 = TUnderflow.Apply(T.Load(in row, (nuint)(3 * T.Count)));
                var m = T.BroadcastSingle(TUnderflow.Apply(Unsafe.Add(ref m0, k)));
                s00 = MultiplyAdd(m, w0, s00);
                s01 = MultiplyAdd(m, w1, s01);
                s02 = MultiplyAdd(m, w2, s02);
                s03 = MultiplyAdd(m, w3, s03);
                m = T.BroadcastSingle(TUnderflow.Apply(Unsafe.Add(ref m1, k)));
                s10 = MultiplyAdd(m, w0, s10);
                s11 = MultiplyAdd(m, w1, s11);
                s12 = MultiplyAdd(m, w2, s12);
                s13 = MultiplyAdd(m, w3, s13);
                m = T.BroadcastSingle(TUnderflow.Apply(Unsafe.Add(ref m2, k)));
                s20 = MultiplyAdd(m, w0, s20);
                s21 = MultiplyAdd(m, w1, s21);
                s22 = MultiplyAdd(m, w2, s22);
                s23 = MultiplyAdd(m, w3, s23);
                m = T.BroadcastSingle(TUnderflow.Apply(Unsafe.Add(ref m3, k)));
                s30 = MultiplyAdd(m, w0, s30);
                s31 = MultiplyAdd(m, w1, s31);
                s32 = MultiplyAdd(m, w2, s32);
                s33 = MultiplyAdd(m, w3, s33);
                row = ref Unsafe.Add(ref row, shape.WeightStride);
            }

            var to = groups.Slice(group * TileSize, TileSize);
            (to[0], to[1], to[2], to[3]) = (s00, s01, s02, s03);
            (to[4], to[5], to[6], to[7]) = (s10, s11, s12, s13);
            (to[8], to[9], to[10], to[11]) = (s20, s21, s22, s23);
            (to[12], to[13], to[14], to[15]) = (s30, s31, s32, s33);
        }

        for (var index = 0; index < TileSize; index++)
        {
            var at = ((wavefront + (index / TileVectors)) * shape.Columns) + column + (index % TileVectors * T.Count);
            T.Store(Tree(groups[index..], shape.RowGroups), ref MemoryMarshal.GetReference(results), (nuint)at);
        }
    }

    /// <summary>One wave-front by one or four vectors: the beat, and narrow arrays.</summary>
    private static void Row(
        in ColumnSumShape shape,
        ReadOnlySpan<float> weights,
        ReadOnlySpan<float> wavefronts,
        Span<float> results,
        int wavefront,
        int column,
        int vectors,
        Span<T> groups)
    {
        ref var moving = ref Unsafe.Add(ref MemoryMarshal.GetReference(wavefronts), wavefront * shape.Rows);
        ref var stationary = ref Unsafe.Add(ref MemoryMarshal.GetReference(weights), column);
        for (var group = 0; group < shape.RowGroups; group++)
        {
            T s0 = default, s1 = default, s2 = default, s3 = default;
            var end = shape.FirstRow(group + 1);
            for (var k = shape.FirstRow(group); k < end; k++)
            {
                ref var row = ref Unsafe.Add(ref stationary, k * shape.WeightStride);
                var m = T.BroadcastSingle(TUnderflow.Apply(Unsafe.Add(ref moving, k)));
                s0 = MultiplyAdd(m, TUnderflow.Apply(T.Load(in row, 0)), s0);
                if (vectors == 1)
                    continue;
                s1 = MultiplyAdd(m, TUnderflow.Apply(T.Load(in row, (nuint)T.Count)), s1);
                s2 = MultiplyAdd(m, TUnderflow.Apply(T.Load(in row, (nuint)(2 * T.Count))), s2);
                s3 = MultiplyAdd(m, TUnderflow.Apply(T.Load(in row, (nuint)(3 * T.Count))), s3);
            }

            var to = groups.Slice(group * TileSize, TileVectors);
            (to[0], to[1], to[2], to[3]) = (s0, s1, s2, s3);
        }

        for (var index = 0; index < vectors; index++)
        {
            var at = (wavefront * shape.Columns) + column + (index * T.Count);
            T.Store(Tree(groups[index..], shape.RowGroups), ref MemoryMarshal.GetReference(results), (nuint)at);
        }
    }

    /// <summary>Adds the group results, which lie a tile apart, as a balanced tree.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Tree(Span<T> groups, int count)
    {
        if (count == 4)
        {
            var low = Add(groups[0], groups[TileSize]);
            var high = Add(groups[2 * TileSize], groups[3 * TileSize]);
            return Canonical(Add(low, high));
        }

        for (var left = count; left > 1; left = (left + 1) / 2)
        {
            for (var pair = 0; pair < left / 2; pair++)
                groups[pair * TileSize] = Add(groups[2 * pair * TileSize], groups[((2 * pair) + 1) * TileSize]);
            if ((left & 1) != 0)
                groups[left / 2 * TileSize] = groups[(left - 1) * TileSize];
        }

        return Canonical(groups[0]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T MultiplyAdd(T moving, T weight, T sum) => TUnderflow.Apply(T.FusedMultiplyAdd(moving, weight, sum));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Add(T a, T b) => TUnderflow.Apply(T.AddSingle(a, b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Canonical(T value) => T.Select(T.EqualSingle(value, value), value, T.Broadcast(Nan.CanonicalBits));
}
