using System.Runtime.InteropServices;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// What the columns of the array add up, apart from when: the sums of any wave-fronts depend on these wave-fronts and the weights that they
/// meet alone, so an instruction's may be computed one by one, all at once or not at all. It keeps only scratch memory.
/// </summary>
internal sealed class ColumnSums(ArrayGeometry geometry)
{
    private readonly float[] _parts = new float[geometry.Rows * geometry.RowStride];
    private readonly sbyte[] _narrowWeights = new sbyte[geometry.Rows * geometry.RowStride];
    private sbyte[] _narrowWaveFronts = [];

    /// <summary>Computes the column sums of consecutive wave-fronts that meet the same weights in the same mode.</summary>
    /// <param name="mode">What the processing elements do.</param>
    /// <param name="weights">[<see cref="ArrayGeometry.Rows"/>, <see cref="ArrayGeometry.RowStride"/>], zero beyond the columns.</param>
    /// <param name="waveFronts">[count, rows]; any number of them.</param>
    /// <param name="results">Receives [count, row stride].</param>
    public void Compute(MultiplyMode mode, ReadOnlySpan<float> weights, ReadOnlySpan<float> waveFronts, Span<float> results)
    {
        if (mode == MultiplyMode.Integer)
        {
            if (_narrowWaveFronts.Length < waveFronts.Length)
                _narrowWaveFronts = new sbyte[waveFronts.Length];
            IntegerColumnSum.Accumulate(
                Narrow(weights, _narrowWeights), geometry.RowStride, Narrow(waveFronts, _narrowWaveFronts),
                MemoryMarshal.Cast<float, int>(results), geometry.Rows, geometry.RowStride);
            return;
        }

        // Whole vectors of columns: the padding holds zero weights.
        ColumnSum.Accumulate(
            PartsOf(weights, mode), geometry.RowStride, waveFronts, results, geometry.Rows, geometry.RowStride, geometry.RowGroups, geometry.RowsPerGroup,
            flushToZero: geometry.FlushToZero);
    }

    private static ReadOnlySpan<sbyte> Narrow(ReadOnlySpan<float> integers, sbyte[] narrow)
    {
        var source = MemoryMarshal.Cast<float, int>(integers);
        for (var i = 0; i < source.Length; i++)
            narrow[i] = (sbyte)source[i];
        return narrow.AsSpan(0, source.Length);
    }

    private ReadOnlySpan<float> PartsOf(ReadOnlySpan<float> weights, MultiplyMode mode)
    {
        if (mode == MultiplyMode.Float)
            return weights;
        SinglePasses.Take(weights, mode, _parts);
        return _parts;
    }
}
