using System.Runtime.Intrinsics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>Places weights, which arrive column by column, into a set that is stored row by row.</summary>
internal static class WeightLayout
{
    /// <summary>Writes columns of <see cref="ArrayGeometry.Rows"/> elements each into a set of <see cref="ArrayGeometry.RowStride"/> a row.</summary>
    public static void Scatter(ArrayGeometry geometry, int firstColumn, ReadOnlySpan<float> columns, Span<float> set)
    {
        var (rows, stride) = (geometry.Rows, geometry.RowStride);
        var count = columns.Length / rows;
        if (count == 4)
        {
            ref var target = ref set[firstColumn];
            for (var r = 0; r < rows; r++)
            {
                Vector128.Create(columns[r], columns[rows + r], columns[(2 * rows) + r], columns[(3 * rows) + r])
                    .StoreUnsafe(ref target, (nuint)(r * stride));
            }

            return;
        }

        for (var c = 0; c < count; c++)
        {
            for (var r = 0; r < rows; r++)
                set[(r * stride) + firstColumn + c] = columns[(c * rows) + r];
        }
    }
}
