using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Systolic;

/// <summary>
/// Column sums of wave-fronts in the array's exact order: in each row group a chain of fused multiply-adds from +0 in ascending row,
/// then the group sums in a binary tree of neighbours. Vectors run over columns, so exactness costs nothing.
/// </summary>
public static class ColumnSums
{
    private const int Lanes = 16;
    private const int BlockColumns = 4 * Lanes;
    private const int BlockRows = 4;

    /// <summary>
    /// FP32 sums of <paramref name="count"/> wave-fronts: activations [count, activationStride], of which the first elements are those of
    /// the array rows; weights [rows, <see cref="ArrayGeometry.RowStride"/>]; results [count, <see cref="ArrayGeometry.RowStride"/>].
    /// </summary>
    public static void Float(
        ArrayGeometry geometry, int count, ReadOnlySpan<float> activations, int activationStride, ReadOnlySpan<float> weights, Span<float> results)
    {
        var stride = geometry.RowStride;
        Span<float> groups = stackalloc float[geometry.RowGroups * BlockRows * BlockColumns];
        for (var column = 0; column < stride;)
        {
            var width = stride - column >= BlockColumns ? BlockColumns : Lanes;
            for (var row = 0; row < count;)
            {
                var height = count - row >= BlockRows ? BlockRows : 1;
                ref readonly var a = ref activations[row * activationStride];
                for (var g = 0; g < geometry.RowGroups; g++)
                {
                    ref readonly var x = ref Unsafe.Add(ref Unsafe.AsRef(in a), g * geometry.RowsPerGroup);
                    ref readonly var w = ref weights[(g * geometry.RowsPerGroup * stride) + column];
                    ref var sum = ref groups[g * BlockRows * BlockColumns];
                    if (height == BlockRows && width == BlockColumns)
                        Chain4X4(geometry.RowsPerGroup, in x, activationStride, in w, stride, ref sum);
                    else
                        Chain(geometry.RowsPerGroup, height, width, in x, activationStride, in w, stride, ref sum);
                }

                for (var r = 0; r < height; r++)
                {
                    for (var c = 0; c < width; c += Lanes)
                        Tree(geometry.RowGroups, ref groups[(r * BlockColumns) + c]).StoreUnsafe(ref results[((row + r) * stride) + column + c]);
                }

                row += height;
            }

            column += width;
        }
    }

    /// <summary>The plain twin of <see cref="Float"/>.</summary>
    public static void FloatScalar(
        ArrayGeometry geometry, int count, ReadOnlySpan<float> activations, int activationStride, ReadOnlySpan<float> weights, Span<float> results)
    {
        Span<float> sums = stackalloc float[geometry.RowGroups];
        for (var n = 0; n < count; n++)
        {
            for (var c = 0; c < geometry.Columns; c++)
            {
                sums.Clear();
                for (var r = 0; r < geometry.Rows; r++)
                {
                    ref var sum = ref sums[r / geometry.RowsPerGroup];
                    sum = MathF.FusedMultiplyAdd(activations[(n * activationStride) + r], weights[(r * geometry.RowStride) + c], sum);
                }

                for (var left = geometry.RowGroups; left > 1; left /= 2)
                {
                    for (var g = 0; g < left / 2; g++)
                        sums[g] = sums[2 * g] + sums[(2 * g) + 1];
                }

                results[(n * geometry.RowStride) + c] = sums[0];
            }
        }
    }

    /// <summary>INT32 sums, wrapping; all spans hold the bits of integers. Order does not matter.</summary>
    public static void Integer(
        ArrayGeometry geometry, int count, ReadOnlySpan<float> activations, int activationStride, ReadOnlySpan<float> weights, Span<float> results)
    {
        var stride = geometry.RowStride;
        var a = MemoryMarshal.Cast<float, int>(activations);
        var w = MemoryMarshal.Cast<float, int>(weights);
        var s = MemoryMarshal.Cast<float, int>(results);
        for (var n = 0; n < count; n++)
        {
            for (var c = 0; c < stride; c += Lanes)
            {
                var sum = Vector512<int>.Zero;
                for (var r = 0; r < geometry.Rows; r++)
                    sum += Vector512.Create(a[(n * activationStride) + r]) * Vector512.LoadUnsafe(in w[(r * stride) + c]);
                sum.StoreUnsafe(ref s[(n * stride) + c]);
            }
        }
    }

    private static Vector512<float> Tree(int groups, ref float sums)
    {
        const int Step = BlockRows * BlockColumns;
        if (groups == 1)
            return Vector512.LoadUnsafe(ref sums);
        return Tree(groups / 2, ref sums) + Tree(groups / 2, ref Unsafe.Add(ref sums, groups / 2 * Step));
    }

    private static void Chain(
        int rows, int height, int width, ref readonly float x, int xStride, ref readonly float w, int wStride, ref float sums)
    {
        for (var n = 0; n < height; n++)
        {
            for (var c = 0; c < width; c += Lanes)
            {
                var sum = Vector512<float>.Zero;
                for (var r = 0; r < rows; r++)
                {
                    sum = Vector512.FusedMultiplyAdd(
                        Vector512.Create(Unsafe.Add(ref Unsafe.AsRef(in x), (n * xStride) + r)), Vector512.LoadUnsafe(in w, (nuint)((r * wStride) + c)), sum);
                }

                sum.StoreUnsafe(ref sums, (nuint)((n * BlockColumns) + c));
            }
        }
    }

    // Sixteen independent chains hide the latency of the multiply-add; each weight vector and each activation serves four of them.
    private static void Chain4X4(int rows, ref readonly float x, int xStride, ref readonly float w, int wStride, ref float sums)
    {
        ref var activation = ref Unsafe.AsRef(in x);
        ref var weight = ref Unsafe.AsRef(in w);
        Vector512<float> s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33;
        s00 = s01 = s02 = s03 = s10 = s11 = s12 = s13 = s20 = s21 = s22 = s23 = s30 = s31 = s32 = s33 = Vector512<float>.Zero;
        for (var r = 0; r < rows; r++)
        {
            var w0 = Vector512.LoadUnsafe(ref weight);
            var w1 = Vector512.LoadUnsafe(ref weight, Lanes);
            var w2 = Vector512.LoadUnsafe(ref weight, 2 * Lanes);
            var w3 = Vector512.LoadUnsafe(ref weight, 3 * Lanes);
            var a = Vector512.Create(activation);
            s00 = Vector512.FusedMultiplyAdd(a, w0, s00);
            s01 = Vector512.FusedMultiplyAdd(a, w1, s01);
            s02 = Vector512.FusedMultiplyAdd(a, w2, s02);
            s03 = Vector512.FusedMultiplyAdd(a, w3, s03);
            a = Vector512.Create(Unsafe.Add(ref activation, xStride));
            s10 = Vector512.FusedMultiplyAdd(a, w0, s10);
            s11 = Vector512.FusedMultiplyAdd(a, w1, s11);
            s12 = Vector512.FusedMultiplyAdd(a, w2, s12);
            s13 = Vector512.FusedMultiplyAdd(a, w3, s13);
            a = Vector512.Create(Unsafe.Add(ref activation, 2 * xStride));
            s20 = Vector512.FusedMultiplyAdd(a, w0, s20);
            s21 = Vector512.FusedMultiplyAdd(a, w1, s21);
            s22 = Vector512.FusedMultiplyAdd(a, w2, s22);
            s23 = Vector512.FusedMultiplyAdd(a, w3, s23);
            a = Vector512.Create(Unsafe.Add(ref activation, 3 * xStride));
            s30 = Vector512.FusedMultiplyAdd(a, w0, s30);
            s31 = Vector512.FusedMultiplyAdd(a, w1, s31);
            s32 = Vector512.FusedMultiplyAdd(a, w2, s32);
            s33 = Vector512.FusedMultiplyAdd(a, w3, s33);
            activation = ref Unsafe.Add(ref activation, 1);
            weight = ref Unsafe.Add(ref weight, wStride);
        }

        StoreRow(ref sums, s00, s01, s02, s03);
        StoreRow(ref Unsafe.Add(ref sums, BlockColumns), s10, s11, s12, s13);
        StoreRow(ref Unsafe.Add(ref sums, 2 * BlockColumns), s20, s21, s22, s23);
        StoreRow(ref Unsafe.Add(ref sums, 3 * BlockColumns), s30, s31, s32, s33);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreRow(ref float sums, Vector512<float> s0, Vector512<float> s1, Vector512<float> s2, Vector512<float> s3)
    {
        s0.StoreUnsafe(ref sums);
        s1.StoreUnsafe(ref sums, Lanes);
        s2.StoreUnsafe(ref sums, 2 * Lanes);
        s3.StoreUnsafe(ref sums, 3 * Lanes);
    }
}
