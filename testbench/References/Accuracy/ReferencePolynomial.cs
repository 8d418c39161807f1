using System.Numerics;
using Hardware.Common.Numerics.Tables;

namespace Hardware.Testbench.References.Accuracy;

/// <summary>
/// A polynomial of degree 12 in t = (x - base) / half width, in double precision: the function interpolated in exact arithmetic at its base and
/// at twelve Chebyshev points, the coefficients rounded once. With t exact and a constant that is the function at the base, the relative error
/// holds even where the function crosses zero at the base.
/// </summary>
internal sealed class ReferencePolynomial
{
    private const int Degree = 12;

    /// <summary>Largest relative error against exact arithmetic at the points where a fit is checked: 2^-44.</summary>
    private const double Tolerance = 1.0 / (1L << 44);

    /// <summary>Largest absolute error, 2^-168: far below the smallest FP32 subnormal, 2^-149.</summary>
    private static readonly double Underflow = Math.ScaleB(1, -168);

    /// <summary>Where a fit is checked, in t: the ends, where interpolation is worst, and close to the base, where a zero may be.</summary>
    private static readonly double[] Checks = [-1, 1, -0.5, 0.5, -1.0 / (1 << 20), 1.0 / (1 << 20)];

    private static readonly BigInteger[] Nodes =
    [
        0, .. Enumerable.Range(0, Degree).Select(i => ExactNumber.SineCosine(ExactNumber.Pi * ((2 * i) + 1) / (2 * Degree)).Cosine),
    ];

    private readonly double[] _coefficients;
    private readonly double _base;
    private readonly double _scale;

    private ReferencePolynomial(double[] coefficients, float at, float halfWidth)
    {
        _coefficients = coefficients;
        _base = at;
        _scale = 1.0 / halfWidth;
    }

    /// <summary>Interpolates; null where the result misses the tolerance.</summary>
    /// <param name="function">In units of 2^-256.</param>
    /// <param name="at">The base.</param>
    /// <param name="halfWidth">A power of two: how far the polynomial reaches to both sides.</param>
    public static ReferencePolynomial? Fit(Func<BigInteger, BigInteger> function, float at, float halfWidth)
    {
        var (origin, width) = (ExactNumber.FromSingle(at), ExactNumber.FromSingle(halfWidth));
        var differences = Nodes.Select(t => function(origin + ExactNumber.Multiply(width, t))).ToArray();
        for (var order = 1; order <= Degree; order++)
        {
            for (var i = Degree; i >= order; i--)
                differences[i] = ExactNumber.Divide(differences[i] - differences[i - 1], Nodes[i] - Nodes[i - order]);
        }

        var fit = new ReferencePolynomial(Powers(differences), at, halfWidth);
        return Array.TrueForAll(Checks, t => fit.Holds(function, at + (t * halfWidth))) ? fit : null;
    }

    /// <summary>The value at x, by fused multiply-adds.</summary>
    public double Value(double x)
    {
        var t = (x - _base) * _scale;
        var sum = _coefficients[Degree];
        for (var i = Degree - 1; i >= 0; i--)
            sum = Math.FusedMultiplyAdd(sum, t, _coefficients[i]);
        return sum;
    }

    // Newton's form, factor by factor, to powers of t.
    private static double[] Powers(BigInteger[] differences)
    {
        var powers = new BigInteger[Degree + 1];
        for (var i = Degree; i >= 0; i--)
        {
            for (var k = Degree; k > 0; k--)
                powers[k] = powers[k - 1] - ExactNumber.Multiply(Nodes[i], powers[k]);
            powers[0] = differences[i] - ExactNumber.Multiply(Nodes[i], powers[0]);
        }

        return Array.ConvertAll(powers, ExactNumber.ToDouble);
    }

    private bool Holds(Func<BigInteger, BigInteger> function, double x)
    {
        var exact = ExactNumber.ToDouble(function(ExactNumber.FromDouble(x)));
        return Math.Abs(Value(x) - exact) <= (Tolerance * Math.Abs(exact)) + Underflow;
    }
}
