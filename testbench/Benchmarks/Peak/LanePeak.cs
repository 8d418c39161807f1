using System.Globalization;
using Hardware.Common.Isa;
using Hardware.Common.Observation;
using Hardware.Common.Parameters;

namespace Hardware.Testbench.Benchmarks.Peak;

/// <summary>Elements and operations a second of all VectorEs and ScalarEs: <c>peak/lanes.nasm</c>.</summary>
public static class LanePeak
{
    private const double Tolerance = 0.02;
    private const int Columns = 4096;
    private const int Count = 12;

    /// <summary>TensorScalar with two operators does both with each element.</summary>
    private const int VectorOperations = 2;

    /// <summary>Activate with scale, bias and reduce: a multiplication, an addition, one function, an addition to the partition's sum.</summary>
    private const int ScalarOperations = 4;

    /// <summary>VectorE's elements and operations, then ScalarE's.</summary>
    public static IReadOnlyList<PeakRate> Measure(ChipSpec spec)
    {
        var meter = new LaneMeter((double)spec.Partitions.Value * Columns);
        var run = PeakProgram.Run("lanes", [FormattableString.Invariant($"COLUMNS={Columns}"), FormattableString.Invariant($"COUNT={Count}")], spec, meter);
        for (var core = 0; core < spec.Cores.Value; core++)
            Check(run, core, spec.Partitions);
        var (first, second) = spec.CoreVersion.Value == 1
            ? (PublishedPeak.VectorFlopsPerCycleV1 * spec.VectorClock.Value, PublishedPeak.ScalarFlopsPerCycleV1 * spec.ScalarClock.Value)
            : (PublishedPeak.VectorFlopsV2, PublishedPeak.ScalarFlopsV2);
        return
        [
            .. Rates(spec, "VectorE", meter.Vector.PerSecond(spec.Cores, run.TicksPerSecond), spec.VectorClock, VectorOperations, "TensorScalar, 2 an element: both operators", first),
            .. Rates(
                spec, "ScalarE", meter.Scalar.PerSecond(spec.Cores, run.TicksPerSecond), spec.ScalarClock, ScalarOperations,
                "Activate, 4 an element: scale, bias, function, sum", second),
        ];
    }

    private static IEnumerable<PeakRate> Rates(ChipSpec spec, string engine, double elements, Parameter clock, int operations, string counted, double publishedOfCore)
    {
        var limit = (double)spec.Cores.Value * spec.Partitions.Value * clock.Value;
        var text = string.Create(CultureInfo.InvariantCulture, $"{spec.Cores.Value} cores x {spec.Partitions.Value} lanes x {clock.Value / 1e9:G3} GHz");
        yield return new PeakRate(spec.Name, $"{engine} fp32 elements", elements, PeakUnit.Gigaelements, new PeakLimit(limit, Tolerance, text));
        var published = publishedOfCore * spec.Cores.Value;
        yield return new PeakRate(
            spec.Name, $"{engine} fp32 operations", elements * operations, PeakUnit.Teraflops,
            new PeakLimit(limit * operations, Tolerance, FormattableString.Invariant($"{text} x {operations}")))
        {
            Counted = counted,
            Published = new PublishedPeak(published, spec.CoreVersion.Value == 1
                ? FormattableString.Invariant($"{publishedOfCore / clock.Value:F0} a cycle and core")
                : FormattableString.Invariant($"{publishedOfCore / 1e12:G3} a core")),
            Unexplained = published / (elements * operations),
        };
    }

    private static void Check(PeakProgram run, int core, int partitions)
    {
        var x = run.Input("x", core).ToDoubles();
        var (v, s, t) = (run.Output("v", core), run.Output("s", core), run.Output("t", core));
        for (var p = 0; p < partitions; p++)
        {
            var bias = run.Input("b", core)[p];
            var sum = 0.0;
            for (var c = 0; c < Columns; c++)
            {
                var product = 3 * x[(p * Columns) + c];
                for (var half = 0; half < 2; half++)
                    PeakProgram.Check(v, (((p * 2) + half) * Columns) + c, product + Count - 2 + half);
                PeakProgram.Check(s, (p * Columns) + c, Math.Max(0, product + bias));
                sum += Math.Max(0, product + bias);
            }

            PeakProgram.Check(t, p, sum * Count);
        }
    }

    private sealed class LaneMeter(double elements) : IExecutionObserver
    {
        public CompletionMeter Vector { get; } = new();

        public CompletionMeter Scalar { get; } = new();

        public void OnInstruction(in ExecutionRecord record)
        {
            if (record.Opcode == Opcodes.TensorScalar)
                Vector.Add(record.By, elements, record.CompletedAt);
            else if (record.Opcode == Opcodes.Activate)
                Scalar.Add(record.By, elements, record.CompletedAt);
        }
    }
}
