using System.Numerics;
using Hardware.Common.Numerics;
using Hardware.Common.Numerics.Tables;

namespace Hardware.Testbench.References.Accuracy;

/// <summary>
/// An activation function in double precision, with a relative error below 2^-40 (and an absolute one of 2^-165 where results vanish), fast enough
/// for many millions of arguments. It is a finer table of <see cref="ReferencePolynomial"/>s, made by the same exact arithmetic as
/// the table it judges; a test holds it to that arithmetic argument by argument. Only additions, multiplications and fused multiply-adds of
/// doubles, so that every machine gives the same bits.
/// </summary>
public sealed class ReferenceFunction
{
    private const int MostMantissaBits = 10;

    private readonly ActivationFunction _function;
    private readonly List<ReferencePolynomial?> _polynomials = [];
    private readonly (int First, int Shift)[] _rows = new (int, int)[ActivationTable.RowCount];
    private readonly Side _positive;
    private readonly Side _negative;

    /// <summary>Builds the reference; takes up to a few seconds.</summary>
    public ReferenceFunction(ActivationFunction function)
    {
        _function = function;
        if (!function.HasTable())
            return;
        var recipe = TableRecipe.For(function);
        _positive = Build(recipe, 0);
        _negative = Build(recipe, 0x80000000);
    }

    /// <summary>The value at an argument of the domain.</summary>
    public double Value(float x)
    {
        if (!_function.HasTable())
            return Direct(x);
        var bits = BitConverter.SingleToUInt32Bits(x);
        var magnitude = bits & 0x7FFFFFFF;
        ref readonly var side = ref bits == magnitude ? ref _positive : ref _negative;
        if (magnitude >= side.Far)
            return side.Kind == EdgeKind.Identity ? x : side.Beyond;
        if (magnitude < side.Small)
            return side.AtZero!.Value(x);
        if (magnitude >= side.RootLow && magnitude < side.RootHigh)
            return side.Root!.Value(x);
        var (first, shift) = _rows[bits >> 23];
        return _polynomials[first + (int)((magnitude & 0x7FFFFF) >> shift)]!.Value(x);
    }

    private double Direct(double x) => _function switch
    {
        ActivationFunction.Relu => x > 0 ? x : 0,
        ActivationFunction.Square => x * x,
        ActivationFunction.Abs => Math.Abs(x),
        ActivationFunction.Sign => Math.Sign(x),
        _ => x,
    };

    private Side Build(TableRecipe recipe, uint sign)
    {
        var end = sign == 0 ? recipe.Positive : recipe.Negative;
        var limit = Bits(end.Limit);
        if (limit == 0)
            return default; // invalid for this sign
        BigInteger Function(BigInteger x) => recipe.Function(TaylorSeries.Constant(x)).C0;
        var side = new Side { Far = Far(Function, end, sign), Kind = end.Kind, Beyond = end.Value };
        if (recipe.Lower == 0)
        {
            (side.AtZero, var reach) = Widest(Function, 0);
            side.Small = Bits(reach);
        }

        if (end.Root is { } bracket)
        {
            var at = ActivationTableGenerator.NearestToZero(recipe, Bits(bracket.Low), Bits(bracket.High), sign);
            (side.Root, var reach) = Widest(Function, Single(sign | at));
            (side.RootLow, side.RootHigh) = (Bits(Single(at) - reach), Bits(Single(at) + reach));
        }

        for (var start = Math.Max(side.Small, Bits(recipe.Lower)) & 0x7F800000; start < side.Far; start += 0x800000)
            _rows[(sign | start) >> 23] = Row(Function, side, sign, start);
        return side;
    }

    /// <summary>The fewest segments of one exponent that hold the tolerance.</summary>
    private (int First, int Shift) Row(Func<BigInteger, BigInteger> function, in Side side, uint sign, uint start)
    {
        for (var bits = 0; bits <= MostMantissaBits; bits++)
        {
            var step = 1u << (23 - bits);
            var first = _polynomials.Count;
            var held = true;
            for (var at = start; held && at < start + 0x800000; at += step)
            {
                var elsewhere = at >= side.Far || (at >= side.RootLow && at + step <= side.RootHigh);
                var halfWidth = Single(start + 0x800000) / (4 << bits);
                var fit = elsewhere ? null : ReferencePolynomial.Fit(function, Single(sign | (at + (step / 2))), halfWidth);
                held = elsewhere || fit is not null;
                _polynomials.Add(fit);
            }

            if (held)
                return (first, 23 - bits);
            _polynomials.RemoveRange(first, _polynomials.Count - first);
        }

        throw new InvalidOperationException($"No reference of at most {MostMantissaBits} mantissa bits holds the tolerance of {_function.AssemblyName()}.");
    }

    private static (ReferencePolynomial Polynomial, float Reach) Widest(Func<BigInteger, BigInteger> function, float at)
    {
        for (var reach = 0.25f; ; reach /= 2)
        {
            if (ReferencePolynomial.Fit(function, at, reach) is { } fit)
                return (fit, reach);
        }
    }

    /// <summary>
    /// Where the function is its constant or x itself to far more bits than FP32 has, which is beyond where the table says so; or just
    /// beyond the limit, where the domain ends.
    /// </summary>
    private static uint Far(Func<BigInteger, BigInteger> function, TableEnd end, uint sign)
    {
        const uint Step = 1u << 20; // eighths of an exponent
        var magnitude = Bits(end.Limit);
        if (end.Kind == EdgeKind.Taylor)
            return magnitude + 1;
        for (magnitude = (magnitude + Step - 1) / Step * Step; ; magnitude += Step)
        {
            var x = ExactNumber.FromSingle(Single(sign | magnitude));
            var value = function(x);
            if (float.IsInfinity(end.Value) ? value > ExactNumber.One << 129 : Meets(value, end.Kind == EdgeKind.Identity ? x : ExactNumber.FromSingle(end.Value)))
                return magnitude;
        }

        static bool Meets(BigInteger value, BigInteger asymptote) =>
            BigInteger.Abs(value - asymptote) <= (BigInteger.Abs(asymptote) >> 44) + (ExactNumber.One >> 168);
    }

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    /// <summary>What holds for one sign; limits are magnitudes as FP32 bits.</summary>
    private struct Side
    {
        public ReferencePolynomial? AtZero;
        public uint Small;
        public ReferencePolynomial? Root;
        public uint RootLow;
        public uint RootHigh;
        public uint Far;
        public EdgeKind Kind;
        public double Beyond;
    }
}
