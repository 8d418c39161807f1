using System.Runtime.InteropServices;
using Hardware.Common.Engines.Tensor;
using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Engines.Tensor;

/// <summary>What elements of an instruction add up does not depend on how many are computed together.</summary>
internal sealed class ColumnSumsTests
{
    [Test]
    public void AnySplitOfTheWaveFrontsGivesTheSameSums(
        [Values] MultiplyMode mode, [Values] bool flushToZero, [Values(8, 128)] int rows, [Values(20, 64, 128)] int columns)
    {
        var geometry = new ArrayGeometry(rows, columns, 4) { FlushToZero = flushToZero };
        var random = new Random(rows + columns + (int)mode);
        var weights = new float[rows * geometry.RowStride];
        for (var r = 0; r < rows; r++)
            Fill(mode, random, weights.AsSpan(r * geometry.RowStride, columns));
        const int WaveFronts = 37;
        var moving = new float[WaveFronts * rows];
        Fill(mode, random, moving);
        var sums = new ColumnSums(geometry);
        var whole = new float[WaveFronts * geometry.RowStride];
        sums.Compute(mode, weights, moving, whole);
        for (var trial = 0; trial < 4; trial++)
        {
            var parts = new float[whole.Length];
            for (var first = 0; first < WaveFronts;)
            {
                var count = trial == 0 ? 1 : Math.Min(1 + random.Next(12), WaveFronts - first);
                sums.Compute(
                    mode, weights, moving.AsSpan(first * rows, count * rows), parts.AsSpan(first * geometry.RowStride, count * geometry.RowStride));
                first += count;
            }

            Assert.That(MemoryMarshal.AsBytes<float>(parts).SequenceEqual(MemoryMarshal.AsBytes<float>(whole)), $"trial {trial}");
        }
    }

    /// <summary>The same through the whole engine: each type is read, multiplied and added alone, two by two, or as one instruction.</summary>
    [Test]
    public void AnInstructionInPiecesWritesWhatItWritesAtOnce(
        [Values(DataType.BFloat16, DataType.Float16, DataType.Float8E3, DataType.Float8E4, DataType.Float8E5, DataType.TensorFloat32, DataType.Float32, DataType.Int8)] DataType type,
        [Values] ArrayLevel level)
    {
        var whole = new PieceBench(level, type, [PieceBench.Elements]).Run();
        Assert.That(new PieceBench(level, type, [.. Enumerable.Repeat(1, PieceBench.Elements)]).Run(), Is.EqualTo(whole));
        Assert.That(new PieceBench(level, type, [3, 1, 2, 5]).Run(), Is.EqualTo(whole));
    }

    private static void Fill(MultiplyMode mode, Random random, Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = mode == MultiplyMode.Integer
                ? BitConverter.Int32BitsToSingle(random.Next(sbyte.MinValue, sbyte.MaxValue + 1))
                : random.Next(200) switch
                {
                    0 => float.NegativeInfinity,
                    1 => float.NaN,
                    2 => MathF.ScaleB(1.25f, -127),
                    _ => MathF.ScaleB((float)random.NextDouble() - 0.5f, random.Next(-20, 20)),
                };
        }
    }
}
