using System.Globalization;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>Matrix products a second of all TensorEs, by type of the operands: <c>peak/tensor.nasm</c>.</summary>
public static class TensorPeak
{
    private const double Tolerance = 0.01;
    // The array takes FP32 operands in halves, whose four products are passes of their own (AWS Neuron: a quarter of the rate).
    private const int SinglePasses = 4;

    private const int Summed = 256;
    private const int MovingElements = 512;

    // Every 17th row is checked: it meets all row groups and columns of the array.
    private const int RowStep = 17;

    /// <summary>Types that the array of a chip multiplies and whose rate is published.</summary>
    public static IReadOnlyList<DataType> TypesOf(ChipSpec spec) => spec.CoreVersion.Value == 1
        ? [DataType.Float16, DataType.BFloat16, DataType.Int8]
        : [DataType.BFloat16, DataType.Float16, DataType.Float8E4, DataType.TensorFloat32, DataType.Float32, DataType.Int8];

    /// <summary>What geometry and clock give: two operations a multiply-add, less for types that take several passes, more for INT8.</summary>
    public static PeakLimit LimitOf(ChipSpec spec, DataType type)
    {
        var passes = type == DataType.Float32 ? SinglePasses : 1;
        var elements = type == DataType.Int8 ? spec.IntegerElementsPerCycle.Value : 1;
        var value = 2.0 * spec.Cores * spec.Partitions * spec.ArrayColumns * spec.TensorClock.Value * elements / passes;
        var factor = (elements > 1 ? FormattableString.Invariant($" x {elements} elements") : "") + (passes > 1 ? FormattableString.Invariant($" / {passes} passes") : "");
        return new PeakLimit(value, Tolerance, string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Cores.Value} cores x {spec.Partitions.Value} x {spec.ArrayColumns.Value} x 2 x {spec.TensorClock.Value / 1e9:G3} GHz{factor}"));
    }

    public static PeakRate Measure(ChipSpec spec, DataType type)
    {
        var meter = new MatMulMeter(2.0 * spec.Partitions * spec.ArrayColumns * MovingElements);
        var run = PeakProgram.Run("tensor", [$"TYPE={type.AssemblyName()}"], spec, meter);
        for (var core = 0; core < spec.Cores.Value; core++)
            Check(run.Input("w", core), run.Input("x", core), run.Output("c", core), spec);
        return new PeakRate(
            spec.Name, $"TensorE {type.AssemblyName()}", meter.Completions.PerSecond(spec.Cores, run.TicksPerSecond),
            type == DataType.Int8 ? PeakUnit.Teraops : PeakUnit.Teraflops, LimitOf(spec, type))
        {
            Published = PublishedPeak.OfMatrices(spec, type),
        };
    }

    // w[p, h, m] and x[p, h, n]: the summed index k is 2 p + h.
    private static void Check(Tensor w, Tensor x, Tensor c, ChipSpec spec)
    {
        int columns = spec.ArrayColumns;
        var weights = w.ToDoubles();
        var moving = x.ToDoubles();
        for (var m = 0; m < columns; m += RowStep)
        {
            for (var n = 0; n < MovingElements; n++)
            {
                var sum = 0.0;
                for (var k = 0; k < Summed; k++)
                    sum += weights[(k * columns) + m] * moving[(k * MovingElements) + n];
                PeakProgram.Check(c, (m * MovingElements) + n, sum);
            }
        }
    }

    private sealed class MatMulMeter(double operations) : IExecutionObserver
    {
        public CompletionMeter Completions { get; } = new();

        public void OnInstruction(in ExecutionRecord record)
        {
            if (record.Opcode == Opcodes.MatMul)
                Completions.Add(record.By, operations, record.CompletedAt);
        }
    }
}
