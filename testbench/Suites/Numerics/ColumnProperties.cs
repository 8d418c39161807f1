using System.Runtime.InteropServices;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>What holds for the sums down the columns of the array, for all pairs of types that it multiplies.</summary>
internal static class ColumnProperties
{
    private const uint HighMask = 0xFFFFF000;

    /// <summary>The properties of the types that the array of a core multiplies.</summary>
    public static IEnumerable<SuiteProperty> Of(CoreFeatures core) =>
    [
        Make(core, "column-sums", "column sums of every type pair, grouping and width are those of exact arithmetic in the order of the page", Sums),
        Make(core, "column-pairs", "short column sums, every type pair in each case", (c, run) => Pairs(core, c, run)),
        Make(core, "integer-sums", "column sums of INT8 are exact at every width, and a wrap in the accumulator is told", IntegerSums),
    ];

    private static SuiteProperty<ColumnCase> Make(CoreFeatures core, string name, string summary, Action<ColumnCase, CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = ColumnCase.ArbitraryOf(core),
        Holds = holds,
    };

    private static void Pairs(CoreFeatures core, ColumnCase c, CaseRun run)
    {
        foreach (var (stationary, moving) in ColumnCase.PairsOf(core))
            Sums(c with { Stationary = stationary, Moving = moving, Rows = Math.Min(c.Rows, 9), Columns = Math.Min(c.Columns, 18), WaveFronts = 1 }, run);
    }

    private static void Sums(ColumnCase c, CaseRun run)
    {
        var (weights, moving) = (Values(c.Weights, c.Stationary, c.Rows * c.Columns), Values(c.WaveFront, c.Moving, c.WaveFronts * c.Rows));
        if (c.Stationary != DataType.Float32 && c.Moving != DataType.Float32)
        {
            Check(c, run, "sum", weights, moving, weights, moving);
        }
        else
        {
            var (w, x) = (Halves(weights), Halves(moving));
            Check(c, run, "low x low", w.Low, x.Low, Convert(weights, Low), Convert(moving, Low));
            Check(c, run, "low x high", w.CrossHigh, x.Low, Convert(weights, CrossHigh), Convert(moving, Low));
            Check(c, run, "high x low", w.Low, x.CrossHigh, Convert(weights, Low), Convert(moving, CrossHigh));
            Check(c, run, "high x high", w.High, x.High, Convert(weights, High), Convert(moving, High));
        }

        CountOperands(c, run);
        run.Coverage.Hit("numerics: row groups", c.Groups switch { 1 => "1", 4 => "4", _ when System.Numerics.BitOperations.IsPow2(c.Groups) => "power of two", _ => "other" }, c.FlushToZero ? "flushed" : "gradual");
    }

    private static void CountOperands(ColumnCase c, CaseRun run)
    {
        var pair = $"{c.Stationary.AssemblyName()} x {c.Moving.AssemblyName()}";
        for (var i = 0; i < c.Rows * c.Columns; i++)
            run.Coverage.Hit("numerics: stationary operands", pair, ElementCodes.ClassOf(c.Stationary, c.Weights.Code(c.Stationary, i)).ToString());
        for (var i = 0; i < c.WaveFronts * c.Rows; i++)
            run.Coverage.Hit("numerics: moving operands", pair, ElementCodes.ClassOf(c.Moving, c.WaveFront.Code(c.Moving, i)).ToString());
    }

    /// <summary>Holds the kernels on the operands that the model prepared to the reference on those that the definition gives.</summary>
    private static void Check(ColumnCase c, CaseRun run, string pass, uint[] weights, uint[] moving, uint[] exactWeights, uint[] exactMoving)
    {
        var expected = new uint[c.WaveFronts * c.Columns];
        for (var i = 0; i < expected.Length; i++)
        {
            var column = Enumerable.Range(0, c.Rows).Select(row => exactWeights[(row * c.Columns) + (i % c.Columns)]).ToArray();
            expected[i] = ExactColumn.Sum(exactMoving.AsSpan(i / c.Columns * c.Rows, c.Rows), column, c.Groups, c.GroupRows, c.FlushToZero);
        }

        var results = new float[expected.Length];
        foreach (var width in KernelWidths.All)
        {
            ColumnSum.Accumulate(
                MemoryMarshal.Cast<uint, float>(weights), c.Columns, MemoryMarshal.Cast<uint, float>(moving), results, c.Rows, c.Columns, c.Groups, c.GroupRows, width, c.FlushToZero);
            for (var i = 0; i < expected.Length; i++)
            {
                var got = BitConverter.SingleToUInt32Bits(results[i]);
                run.Require(got == expected[i], $"{pass}, {width}: wave-front {i / c.Columns}, column {i % c.Columns} is {got:x8}; {expected[i]:x8} is exact");
            }
        }
    }

    private static void IntegerSums(ColumnCase c, CaseRun run)
    {
        sbyte[] weights = [.. Enumerable.Range(0, c.Rows * c.Columns).Select(i => (sbyte)c.Weights.Code(DataType.Int8, i))];
        sbyte[] moving = [.. Enumerable.Range(0, c.WaveFronts * c.Rows).Select(i => (sbyte)c.WaveFront.Code(DataType.Int8, i))];
        var results = new int[c.WaveFronts * c.Columns];
        foreach (var width in KernelWidths.All)
        {
            IntegerColumnSum.Accumulate(weights, c.Columns, moving, results, c.Rows, c.Columns, width);
            for (var i = 0; i < results.Length; i++)
            {
                var exact = Enumerable.Range(0, c.Rows).Sum(row => (long)weights[(row * c.Columns) + (i % c.Columns)] * moving[(i / c.Columns * c.Rows) + row]);
                run.Require(results[i] == exact, $"{width}: wave-front {i / c.Columns}, column {i % c.Columns} is {results[i]}; {exact} is exact");
            }
        }

        CountOperands(c with { Stationary = DataType.Int8, Moving = DataType.Int8 }, run);

        // Accumulators near both ends, so that about every second one wraps.
        for (var i = 0; i < results.Length; i++)
        {
            int[] accumulator = [(i % 2 == 0 ? int.MaxValue : int.MinValue) - (results[i] / 2 * ((i % 3) - 1))];
            var exact = (long)accumulator[0] + results[i];
            var wrapped = IntegerColumnSum.AddWrapping([results[i]], accumulator);
            run.Require(wrapped == (exact != accumulator[0]) && accumulator[0] == unchecked((int)exact), $"{exact} accumulates to {accumulator[0]}, {(wrapped ? "wrapped" : "not wrapped")}");
            run.Coverage.Hit("numerics: INT8 sums", wrapped ? "wrapped" : "in range", exact == (int)exact ? "in range" : "beyond INT32");
        }
    }

    /// <summary>FP32 bits of the operands in the form in which the array multiplies.</summary>
    private static uint[] Values(TensorContent content, DataType type, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Value(type, content.Code(type, i)))];

    private static uint Value(DataType type, uint code) => type switch
    {
        DataType.Float32 => code,
        DataType.TensorFloat32 => ExactConversion.Convert(DataType.Float32, code, type, Rounding.NearestEven, 0, Overflow.Infinity),
        _ => ExactConversion.ToSingle(type, code),
    };

    private static (uint[] High, uint[] CrossHigh, uint[] Low) Halves(uint[] values)
    {
        var (high, cross, low) = (new uint[values.Length], new uint[values.Length], new uint[values.Length]);
        SingleSplit.Split(
            MemoryMarshal.Cast<uint, float>(values), MemoryMarshal.Cast<uint, float>(high.AsSpan()), MemoryMarshal.Cast<uint, float>(cross.AsSpan()), MemoryMarshal.Cast<uint, float>(low.AsSpan()));
        return (high, cross, low);
    }

    private static uint[] Convert(uint[] values, Func<uint, uint> part) => Array.ConvertAll(values, value => part(value));

    private static bool IsFinite(uint value) => !ExactArithmetic.IsNan(value) && !ExactArithmetic.IsInfinite(value);

    private static uint High(uint value) => ExactArithmetic.IsNan(value) ? value : value & HighMask;

    private static uint CrossHigh(uint value) => IsFinite(value) ? value & HighMask : 0;

    private static uint Low(uint value) => IsFinite(value) ? ExactArithmetic.Subtract(value, value & HighMask) : 0;
}
