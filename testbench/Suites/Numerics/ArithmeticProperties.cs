using System.Runtime.InteropServices;
using Hardware.Common.Engines.Lanes.Instructions;
using Hardware.Common.Isa;
using Hardware.Common.Isa.Lanes;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>What holds for operations that round once: those of the lanes, and the multiply-add of the array.</summary>
internal static class ArithmeticProperties
{
    /// <summary>Elements beyond those of the case: whole vectors and a rest.</summary>
    private const int Padding = 35;

    /// <summary>Name of the property about the halves of an FP32 operand.</summary>
    public const string Split = "split-exact";

    /// <summary>The properties of the operators that a core has.</summary>
    public static IEnumerable<SuiteProperty> Of(CoreFeatures core) =>
    [
        Make("multiply-add", "multiply-adds of integers, host and array give what exact arithmetic gives", MultiplyAdds),
        Make("lanes-exact", "every operator of the lanes gives, at every width, what its definition gives", (inputs, run) => Lanes(OperatorsOf(core), inputs, run)),
        Make("integers-exact", "operators on integer elements of 1, 2 and 4 bytes give what their definition gives at that width", (inputs, run) => Integers(OperatorsOf(core), HasKernels(core), inputs, run)),
        Make("roots-exact", "reciprocal, division and square root are correctly rounded at every width", Roots),
        .. HasSplits(core) ? [Make(Split, "the halves of an FP32 operand are narrow, and their sum is the operand", Splits)] : Array.Empty<SuiteProperty>(),
    ];

    /// <summary>Whether a core has the operators that only GpSimdE executes.</summary>
    public static bool HasKernels(CoreFeatures core) => core.Engines.Contains(Engine.GpSimd);

    /// <summary>Whether the array of a core multiplies FP32, in halves.</summary>
    public static bool HasSplits(CoreFeatures core) => core.ArrayTypes.Contains(DataType.Float32);

    private static AluOperator[] OperatorsOf(CoreFeatures core) =>
        [.. Enum.GetValues<AluOperator>().Where(op => HasKernels(core) || !Alu.IsKernel(op))];

    private static SuiteProperty<ArithmeticCase> Make(string name, string summary, Action<ArithmeticInput[], CaseRun> holds) => new()
    {
        Name = name,
        Summary = summary,
        Cases = ArithmeticCase.Arbitrary,
        Holds = (c, run) => holds([.. Enumerable.Range(0, c.Inputs.Length + Padding).Select(i => c.Inputs[i % c.Inputs.Length])], run),
    };

    private static void MultiplyAdds(ArithmeticInput[] inputs, CaseRun run)
    {
        var expected = Array.ConvertAll(inputs, i => ExactArithmetic.MultiplyAdd(i.A, i.B, i.C));
        Check("integers", i => FusedMultiplyAdd.Compute(i.A, i.B, i.C));
        Check("host", i => Bits(Nan.Canonicalize(MathF.FusedMultiplyAdd(Single(i.A), Single(i.B), Single(i.C)))));
        foreach (var width in KernelWidths.All)
        {
            var sums = ArraySums(inputs, width);
            for (var i = 0; i < inputs.Length; i++)
            {
                // A chain begins at +0, which takes the sign of an addend of -0.
                var right = inputs[i].C == 0x80000000 ? ExactArithmetic.MultiplyAdd(inputs[i].A, inputs[i].B, 0) : expected[i];
                Require(run, $"array, {width}", inputs[i], right, sums[i]);
            }
        }

        for (var i = 0; i < inputs.Length - Padding; i++)
            run.Coverage.Hit("numerics: multiply-add", OperandClass(inputs[i].C), ResultClass(inputs[i], expected[i]));

        void Check(string way, Func<ArithmeticInput, uint> compute)
        {
            for (var i = 0; i < inputs.Length - Padding; i++)
                Require(run, way, inputs[i], expected[i], compute(inputs[i]));
        }
    }

    /// <summary>Two rows, 1 x c and a x b, as a square of columns and wave-fronts: the tiles of the kernels run, and the diagonal is ours.</summary>
    private static uint[] ArraySums(ArithmeticInput[] inputs, SimdWidth width)
    {
        var count = inputs.Length;
        float[] weights = [.. inputs.Select(i => Single(i.C)), .. inputs.Select(i => Single(i.B))];
        float[] wavefronts = [.. inputs.SelectMany(i => new[] { 1, Single(i.A) })];
        var results = new float[count * count];
        ColumnSum.Accumulate(weights, count, wavefronts, results, 2, count, rowGroups: 1, width: width);
        return [.. Enumerable.Range(0, count).Select(i => Bits(results[i * (count + 1)]))];
    }

    private static void Lanes(AluOperator[] operators, ArithmeticInput[] inputs, CaseRun run)
    {
        var (a, b) = (Array.ConvertAll(inputs, i => i.A), Array.ConvertAll(inputs, i => i.B));
        var result = new uint[inputs.Length];
        foreach (var operation in operators)
        {
            var expected = Array.ConvertAll(inputs, i => ExactLanes.Apply(operation, i.A, i.B));
            foreach (var width in KernelWidths.All)
            {
                if (operation.IsBitwise())
                    SimdOperations.Apply(operation, a, b, result, width);
                else
                    SimdOperations.Apply(operation, MemoryMarshal.Cast<uint, float>(a), MemoryMarshal.Cast<uint, float>(b), MemoryMarshal.Cast<uint, float>(result.AsSpan()), width);
                for (var i = 0; i < inputs.Length; i++)
                    Require(run, $"{operation.AssemblyName()}, {width}", inputs[i], expected[i], result[i]);
            }

            for (var i = 0; i < inputs.Length - Padding; i++)
            {
                run.Coverage.Hit("numerics: operators", operation.AssemblyName(), OperandClass(inputs[i].A));
                if (!operation.IsUnary())
                    run.Coverage.Hit("numerics: second operands", operation.AssemblyName(), OperandClass(inputs[i].B));
                if (!operation.IsBitwise())
                    run.Coverage.Hit("numerics: operator results", operation.AssemblyName(), OperandClass(expected[i]));
            }
        }
    }

    private static void Integers(AluOperator[] operators, bool hasExact, ArithmeticInput[] inputs, CaseRun run)
    {
        foreach (var operation in operators.Where(op => op.IsBitwise() || (hasExact && AluRules.IsExactInteger(op))))
        {
            foreach (var size in (ReadOnlySpan<int>)[1, 2, 4])
            {
                // Second operands are words of any size, or shift counts about the width.
                var mask = IntegerAlu.Mask(size);
                var (a, b) = (Array.ConvertAll(inputs, i => i.A & mask), Array.ConvertAll(inputs, i => (i.C % 2 == 0 ? i.B : i.B % 40) & mask));
                var (left, right, got) = (new byte[inputs.Length * size], new byte[inputs.Length * size], new byte[inputs.Length * size]);
                for (var i = 0; i < inputs.Length; i++)
                {
                    IntegerAlu.Store(left.AsSpan(i * size), size, a[i]);
                    IntegerAlu.Store(right.AsSpan(i * size), size, b[i]);
                }

                IntegerAlu.Apply(operation, size, left, right, got);
                for (var i = 0; i < inputs.Length; i++)
                {
                    var (result, exact) = (IntegerAlu.Load(got.AsSpan(i * size), size), ExactLanes.Integer(operation, 8 * size, a[i], b[i]));
                    run.Require(result == exact, $"{operation.AssemblyName()}, {size} bytes: {a[i]:x} and {b[i]:x} give {result:x}; {exact:x} is exact");
                }

                run.Coverage.Hit("numerics: integer operators", operation.AssemblyName(), $"{8 * size} bits", inputs.Length - Padding);
            }
        }
    }

    private static void Roots(ArithmeticInput[] inputs, CaseRun run)
    {
        var (a, b) = (Array.ConvertAll(inputs, i => Single(i.A)), Array.ConvertAll(inputs, i => Single(i.B)));
        var result = new float[inputs.Length];
        foreach (var width in KernelWidths.All)
        {
            SimdOperations.Reciprocal(a, result, width);
            Check("reciprocal", width, i => ExactArithmetic.Divide(0x3F800000, i.A));
            SimdOperations.Divide(a, b, result, width);
            Check("division", width, i => ExactArithmetic.Divide(i.A, i.B));
            SimdOperations.SquareRoot(a, result, width);
            Check("square root", width, i => ExactArithmetic.SquareRoot(i.A));
        }

        void Check(string name, SimdWidth width, Func<ArithmeticInput, uint> exact)
        {
            for (var i = 0; i < inputs.Length; i++)
                Require(run, $"{name}, {width}", inputs[i], exact(inputs[i]), Bits(result[i]));
            for (var i = 0; i < inputs.Length - Padding; i++)
                run.Coverage.Hit("numerics: operators", name, OperandClass(inputs[i].A));
        }
    }

    private static void Splits(ArithmeticInput[] inputs, CaseRun run)
    {
        var source = Array.ConvertAll(inputs, i => Single(i.A));
        var (high, cross, low) = (new float[source.Length], new float[source.Length], new float[source.Length]);
        foreach (var width in KernelWidths.All)
        {
            SingleSplit.Split(source, high, cross, low, width);
            for (var i = 0; i < source.Length; i++)
            {
                var (x, h, l) = (inputs[i].A, Bits(high[i]), Bits(low[i]));
                if (ExactArithmetic.IsNan(x) || ExactArithmetic.IsInfinite(x))
                {
                    run.Require(h == (ExactArithmetic.IsNan(x) ? 0x7FC00000 : x) && Bits(cross[i]) == 0 && l == 0, $"{width}: {x:x8} splits into {h:x8}, {Bits(cross[i]):x8}, {l:x8}");
                    continue;
                }

                var whole = ExactArithmetic.Value(x) + -(ExactArithmetic.Value(h) + ExactArithmetic.Value(l));
                run.Require(
                    whole.IsZero && Bits(cross[i]) == h && ExactArithmetic.Value(h).Bits <= 12 && ExactArithmetic.Value(l).Bits <= 12,
                    $"{width}: {x:x8} splits into {h:x8}, {Bits(cross[i]):x8}, {l:x8}");
            }
        }

        for (var i = 0; i < inputs.Length - Padding; i++)
            run.Coverage.Hit("numerics: operators", "split", OperandClass(inputs[i].A));
    }

    private static void Require(CaseRun run, string what, ArithmeticInput input, uint expected, uint got) =>
        run.Require(got == expected, $"{what}: {input} gives {got:x8}; {expected:x8} is exact");

    private static string OperandClass(uint bits) => ElementCodes.ClassOf(DataType.Float32, bits).ToString();

    private static string ResultClass(ArithmeticInput input, uint result)
    {
        if (ExactArithmetic.IsNan(input.A) || ExactArithmetic.IsNan(input.B) || ExactArithmetic.IsNan(input.C) || ExactArithmetic.IsInfinite(input.A) || ExactArithmetic.IsInfinite(input.B) || ExactArithmetic.IsInfinite(input.C))
            return ExactArithmetic.IsNan(result) ? "NaN" : "infinity";
        if (ExactArithmetic.IsInfinite(result))
            return "overflow";
        var sum = (ExactArithmetic.Value(input.A) * ExactArithmetic.Value(input.B)) + ExactArithmetic.Value(input.C);
        if (sum.IsZero)
            return "zero";
        var exact = (sum + -ExactArithmetic.Value(result)).IsZero;
        var subnormal = (result & 0x7F800000) == 0 ? "subnormal " : "";
        return subnormal + (exact ? "exact" : sum.IsTie(FloatFormat.Float32) ? "tie" : "inexact");
    }

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}
