using System.Numerics;

namespace Hardware.Common.Numerics.Tables;

/// <summary>
/// Builds an <see cref="ActivationTable"/> in exact arithmetic. Each exponent gets the fewest mantissa bits with which the truncation
/// error at the far end of every segment, where it is largest, stays within tolerance; the coefficients are rounded to FP32 once.
/// </summary>
public static class ActivationTableGenerator
{
    /// <summary>Relative truncation error: 6.5e-7, which leaves a relative error of 1e-6 after the roundings of the evaluation.</summary>
    private static readonly BigInteger RelativeTolerance = ExactNumber.One * 65 / 100_000_000;

    /// <summary>Below half of the smallest subnormal nothing can be told from zero.</summary>
    private static readonly BigInteger Underflow = ExactNumber.One >> 151;

    private const int MostMantissaBits = 12;

    public static ActivationTable Generate(ActivationFunction function)
    {
        var recipe = TableRecipe.For(function);
        var coefficients = new List<float>();
        var rows = new uint[ActivationTable.RowCount];
        var positive = Side(recipe, negative: false, coefficients, rows);
        var negative = Side(recipe, negative: true, coefficients, rows);
        return new ActivationTable([.. coefficients], rows, positive, negative);
    }

    private static TableSide Side(TableRecipe recipe, bool negative, List<float> coefficients, uint[] rows)
    {
        var end = negative ? recipe.Negative : recipe.Positive;
        var sign = negative ? 0x80000000 : 0;
        var limit = Bits(end.Limit);
        var lower = recipe.Lower == 0 ? SmallLimit(recipe, sign, limit) : Math.Min(Bits(recipe.Lower), limit);

        // Without an expansion at zero, what lies below the domain extrapolates its first segment.
        var smallBase = recipe.Lower == 0 ? sign : lower | sign;
        var small = new TableEdge(lower, Single(smallBase), Scale(smallBase), Segment(coefficients));
        if (limit == 0)
            Append(coefficients, TaylorSeries.Constant(0));
        else
            Append(coefficients, recipe.Function(Argument(smallBase)));

        var root = end.Root is { } bracket ? Root(recipe, bracket, sign, limit, coefficients) : default;
        for (var field = (int)(lower >> 23); field << 23 < limit; field++)
        {
            var (bits, segments) = Binade(recipe, sign | ((uint)field << 23), limit, root);
            rows[(sign >> 23) + (uint)field] = ActivationTable.Row(Segment(coefficients), 23 - bits);
            foreach (var segment in segments)
                Append(coefficients, segment);
        }

        var large = new TableEdge(limit, 0, 1, Segment(coefficients));
        switch (end.Kind)
        {
            case EdgeKind.Taylor:
                large = large with { Base = Single(limit | sign), Scale = Scale(limit) };
                Append(coefficients, recipe.Function(Argument(limit | sign)));
                break;
            case EdgeKind.Identity:
                coefficients.AddRange([0, 1, 0, 0]);
                break;
            default:
                coefficients.AddRange([end.Value, 0, 0, 0]);
                break;
        }

        return new TableSide(
            small,
            root,
            large,
            negative ? recipe.Zeros.Negative : recipe.Zeros.Positive,
            negative ? recipe.Infinities.Negative : recipe.Infinities.Positive);
    }

    /// <summary>The largest power of two up to which the expansion at zero is within tolerance.</summary>
    private static uint SmallLimit(TableRecipe recipe, uint sign, uint limit)
    {
        var expansion = recipe.Function(Argument(sign));
        for (var power = Math.Min(limit, 0x3F800000u) & 0x7F800000; ; power -= 0x800000)
        {
            if (Tolerable(expansion, Argument(power | sign).C0, recipe.Function(Argument(power | sign)).C0))
                return power;
        }
    }

    /// <summary>
    /// The segment around a zero of the function, expanded at the FP32 argument nearest to it: the constant is then so small that the result
    /// keeps its relative error, which a base elsewhere would lose to cancellation. It reaches a power of two to both sides.
    /// </summary>
    private static TableRoot Root(TableRecipe recipe, (float Low, float High) bracket, uint sign, uint limit, List<float> coefficients)
    {
        var at = Single(sign | NearestToZero(recipe, Bits(bracket.Low), Bits(bracket.High), sign));
        var argument = new TaylorSeries(ExactNumber.FromSingle(at), ExactNumber.One, 0, 0);
        var expansion = recipe.Function(argument);
        var width = 0.25f;
        while (!Reaches(width) || !Reaches(-width))
            width /= 2;
        var root = new TableRoot(
            Bits(MathF.Abs(at) - width), Math.Min(Bits(MathF.Abs(at) + width), limit), new TableEdge(0, at, 1, Segment(coefficients)));
        Append(coefficients, expansion);
        return root;

        bool Reaches(float distance)
        {
            var t = ExactNumber.FromSingle(distance);
            return Tolerable(expansion, t, recipe.Function(TaylorSeries.Constant(argument.C0 + t)).C0);
        }
    }

    /// <summary>The magnitude between two of unequal sign of the function where it is smallest, by bisection of the FP32 patterns.</summary>
    public static uint NearestToZero(TableRecipe recipe, uint low, uint high, uint sign)
    {
        var below = At(low).Sign;
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (At(middle).Sign == below)
                low = middle;
            else
                high = middle;
        }

        return BigInteger.Abs(At(low)) < BigInteger.Abs(At(high)) ? low : high;

        BigInteger At(uint magnitude) => recipe.Function(TaylorSeries.Constant(ExactNumber.FromSingle(Single(sign | magnitude)))).C0;
    }

    /// <summary>The segments of one exponent, those that begin at or beyond the limit left out.</summary>
    private static (int MantissaBits, List<TaylorSeries> Segments) Binade(TableRecipe recipe, uint start, uint limit, TableRoot root)
    {
        for (var bits = 0; ; bits++)
        {
            if (bits > MostMantissaBits)
                throw new InvalidOperationException($"No table of at most {MostMantissaBits} mantissa bits reaches the tolerance.");
            if (Segments(recipe, start, limit, root, bits) is { } segments)
                return (bits, segments);
        }
    }

    /// <summary>Null as soon as a segment misses the tolerance, where the segment around a zero does not stand in for it.</summary>
    private static List<TaylorSeries>? Segments(TableRecipe recipe, uint start, uint limit, TableRoot root, int bits)
    {
        var segments = new List<TaylorSeries>();
        var step = 1u << (23 - bits);
        var end = start >> 31 == 0 ? ExactNumber.One : -ExactNumber.One;
        var sign = start & 0x80000000;
        var next = recipe.Function(Argument(start, bits));
        for (var i = 0; i < 1 << bits; i++)
        {
            var at = start + ((uint)i * step);
            if ((at & 0x7FFFFFFF) >= limit)
                break;
            var segment = next;
            next = recipe.Function(Argument(at + step, bits));
            var magnitude = at ^ sign;
            var (t, exact) = (end, next.C0);
            if (magnitude < root.Low && root.Low < magnitude + step)
                (t, exact) = (end * (root.Low - magnitude) / step, recipe.Function(Argument(root.Low | sign)).C0);
            var replaced = magnitude >= root.Low && magnitude + step <= root.High;
            if (!replaced && !Tolerable(segment, t, exact))
                return null;
            segments.Add(segment);
        }

        return segments;
    }

    private static bool Tolerable(TaylorSeries segment, BigInteger t, BigInteger exact)
    {
        var error = BigInteger.Abs(segment.At(t) - exact);
        return error <= Underflow + ExactNumber.Multiply(RelativeTolerance, BigInteger.Abs(exact));
    }

    /// <summary>x = base + 2^(exponent - mantissa bits) t; at zero x = t.</summary>
    private static TaylorSeries Argument(uint baseBits, int mantissaBits = 0)
    {
        var field = (int)((baseBits & 0x7F800000) >> 23);
        var exponent = field == 0 ? 0 : field - 127 - mantissaBits;
        return new(
            ExactNumber.FromSingle(Single(baseBits)),
            ExactNumber.One << exponent, // to the right where the exponent is negative
            0,
            0);
    }

    private static float Scale(uint baseBits)
    {
        var magnitude = baseBits & 0x7F800000;
        return magnitude == 0 ? 1 : Single((254u << 23) - magnitude);
    }

    private static int Segment(List<float> coefficients) => coefficients.Count / ActivationTable.CoefficientsPerSegment;

    private static void Append(List<float> coefficients, TaylorSeries series) => coefficients.AddRange(
    [
        ExactNumber.ToSingle(series.C0), ExactNumber.ToSingle(series.C1), ExactNumber.ToSingle(series.C2), ExactNumber.ToSingle(series.C3),
    ]);

    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);

    private static float Single(uint bits) => BitConverter.UInt32BitsToSingle(bits);
}
