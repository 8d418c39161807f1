using System.Runtime.CompilerServices;
using Hardware.Common.Kernel;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// The way of column sums out of the processing elements: the registered adder tree of each column's group sums, and the output registers
/// that hold each column back until the last one is there. The registers belong to the array; this is what a clock edge does to them.
/// </summary>
/// <param name="geometry">Size of the array.</param>
/// <param name="partialSums">Of every processing element.</param>
/// <param name="treeSums">Registers of the adder tree, first stage first.</param>
/// <param name="deskew">Output registers: a ring of rows, one for each step.</param>
internal sealed class SumPath(ArrayGeometry geometry, Bank<float> partialSums, Bank<float> treeSums, Bank<float> deskew)
{
    public static int TreeLength(ArrayGeometry geometry) => Math.Max(1, geometry.RowGroups - 1) * geometry.RowStride;

    public static int DeskewLength(ArrayGeometry geometry) => geometry.Columns * geometry.RowStride;

    /// <summary>Clocks the adder tree, last stage first, because each stage takes what the one before it held.</summary>
    /// <param name="modes">Modes of the wave-fronts, newest first; the wave-front at the bottom of column c is number rows of a group + c - 1.</param>
    public void AddTree(ReadOnlySpan<int> modes)
    {
        var stride = geometry.RowStride;
        for (var stage = geometry.TreeStages; stage >= 1; stage--)
        {
            var sums = geometry.RowGroups >> stage;
            var target = treeSums.Span[(TreeRow(stage) * stride)..];
            var skew = geometry.RowsPerGroup - 1 + stage;
            for (var s = 0; s < sums; s++)
            {
                var left = stage == 1 ? BottomRow(2 * s) : treeSums.Span.Slice((TreeRow(stage - 1) + (2 * s)) * stride, stride);
                var right = stage == 1 ? BottomRow((2 * s) + 1) : treeSums.Span.Slice((TreeRow(stage - 1) + (2 * s) + 1) * stride, stride);
                ProcessingElementKernel.Add(geometry, left, right, modes[skew..], target.Slice(s * stride, stride));
            }
        }
    }

    /// <summary>Clocks the output registers.</summary>
    public void HoldBack(long step)
    {
        var stride = geometry.RowStride;
        var last = geometry.TreeStages == 0 ? BottomRow(0) : treeSums.Span.Slice(TreeRow(geometry.TreeStages) * stride, stride);
        last.CopyTo(deskew.Span[((int)(step % geometry.Columns) * stride)..]);
    }

    /// <summary>The sums of the wave-front whose last column came out in a step.</summary>
    public void Take(long step, Span<float> result)
    {
        var (stride, columns) = (geometry.RowStride, geometry.Columns);
        var newest = (int)(step % columns);
        ref var held = ref deskew.Items[0];
        for (var c = 0; c < columns; c++)
        {
            // Column c came out columns - 1 - c steps before the last one.
            var row = newest + 1 + c;
            row = row >= columns ? row - columns : row;
            result[c] = Unsafe.Add(ref held, (row * stride) + c);
        }
    }

    /// <summary>Row of the tree's registers at which a stage begins.</summary>
    private int TreeRow(int stage) => geometry.RowGroups - (geometry.RowGroups >> (stage - 1));

    private Span<float> BottomRow(int group) =>
        partialSums.Span.Slice((((group + 1) * geometry.RowsPerGroup) - 1) * geometry.RowStride, geometry.RowStride);
}
