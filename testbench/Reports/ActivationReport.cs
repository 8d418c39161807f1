using System.Globalization;
using Hardware.Common.Engines.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.References.Accuracy;

namespace Hardware.Testbench.Reports;

/// <summary>The activation functions as a Markdown table: function set, domain, size of the table, and the largest errors in units in the last place.</summary>
public static class ActivationReport
{
    /// <summary>Measures each function and writes its line as soon as it and those before it are done.</summary>
    /// <param name="output">Where to write.</param>
    /// <param name="singles">FP32 arguments for each function, beside all BF16 and FP16 ones.</param>
    public static void Write(TextWriter output, uint singles)
    {
        output.WriteLine("| function | function set | domain | segments | bytes | BF16 ULP | at | FP16 ULP | at | FP32 ULP | at |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var functions = Enumerable.Range(0, ActivationFunctions.Count).Select(code => (ActivationFunction)code).ToArray();
        var measured = functions.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered)
            .Select(function => ActivationAccuracy.Measure(function, singles));
        foreach (var accuracy in measured)
            output.WriteLine(Line(accuracy));
        output.WriteLine();
        foreach (var set in functions.GroupBy(FunctionSets.Of).Where(set => set.Key != 0).OrderBy(set => set.Key))
            output.WriteLine($"- `{FunctionSets.Name(set.Key)}`: {Number(set.Sum(Bytes))} bytes");
        output.WriteLine($"- all tables: {Number(functions.Sum(Bytes))} bytes");
    }

    private static string Line(ActivationAccuracy accuracy)
    {
        var function = accuracy.Function;
        var segments = function.HasTable() ? ActivationTables.Table(function).SegmentCount : 0;
        return $"| `{function.AssemblyName()}` | {FunctionSets.Name(FunctionSets.Of(function))} | {ActivationDomain.Of(function).Text} "
            + $"| {Number(segments)} | {Number(Bytes(function))} "
            + $"| {Error(accuracy.BFloat16, 4)} | {Error(accuracy.Float16, 4)} | {Error(accuracy.Float32, 2)} |";
    }

    private static int Bytes(ActivationFunction function) => function.HasTable() ? ActivationTables.Table(function).TableBytes : 0;

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Error(WorstError worst, int decimals) => string.Create(
        CultureInfo.InvariantCulture, $"{worst.Units.ToString($"F{decimals}", CultureInfo.InvariantCulture)} | {worst.Argument:R}");
}
