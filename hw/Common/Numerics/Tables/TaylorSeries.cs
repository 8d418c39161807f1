using System.Numerics;

namespace Hardware.Common.Numerics.Tables;

/// <summary>
/// A power series in t up to the cube, with <see cref="ExactNumber"/> coefficients. A function built from these operations of x as a
/// series has its Taylor coefficients as a by-product, so that no derivative is worked out by hand.
/// </summary>
public readonly record struct TaylorSeries(BigInteger C0, BigInteger C1, BigInteger C2, BigInteger C3)
{
    private static readonly BigInteger One = ExactNumber.One;

    public static TaylorSeries Constant(BigInteger value) => new(value, 0, 0, 0);

    public static TaylorSeries operator +(TaylorSeries a, TaylorSeries b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2, a.C3 + b.C3);

    public static TaylorSeries operator -(TaylorSeries a) => new(-a.C0, -a.C1, -a.C2, -a.C3);

    public static TaylorSeries operator *(BigInteger factor, TaylorSeries a) => new(
        ExactNumber.Multiply(factor, a.C0), ExactNumber.Multiply(factor, a.C1), ExactNumber.Multiply(factor, a.C2),
        ExactNumber.Multiply(factor, a.C3));

    public static TaylorSeries operator *(TaylorSeries a, TaylorSeries b) => new(
        ExactNumber.Multiply(a.C0, b.C0),
        ExactNumber.Multiply(a.C0, b.C1) + ExactNumber.Multiply(a.C1, b.C0),
        ExactNumber.Multiply(a.C0, b.C2) + ExactNumber.Multiply(a.C1, b.C1) + ExactNumber.Multiply(a.C2, b.C0),
        ExactNumber.Multiply(a.C0, b.C3) + ExactNumber.Multiply(a.C1, b.C2) + ExactNumber.Multiply(a.C2, b.C1)
            + ExactNumber.Multiply(a.C3, b.C0));

    /// <summary>q with q b = a, coefficient by coefficient.</summary>
    public static TaylorSeries operator /(TaylorSeries a, TaylorSeries b)
    {
        var q0 = ExactNumber.Divide(a.C0, b.C0);
        var q1 = ExactNumber.Divide(a.C1 - ExactNumber.Multiply(q0, b.C1), b.C0);
        var q2 = ExactNumber.Divide(a.C2 - ExactNumber.Multiply(q0, b.C2) - ExactNumber.Multiply(q1, b.C1), b.C0);
        var q3 = ExactNumber.Divide(
            a.C3 - ExactNumber.Multiply(q0, b.C3) - ExactNumber.Multiply(q1, b.C2) - ExactNumber.Multiply(q2, b.C1), b.C0);
        return new(q0, q1, q2, q3);
    }

    /// <summary>E with E' = u' E.</summary>
    public static TaylorSeries Exponential(TaylorSeries u) => Integrate(ExactNumber.Exponential(u.C0), u, static e => e);

    /// <summary>erf' = 2 / sqrt(pi) u' exp(-u^2).</summary>
    public static TaylorSeries ErrorFunction(TaylorSeries u)
    {
        var bell = ExactNumber.Divide(2 * One, ExactNumber.SquareRoot(ExactNumber.Pi)) * Exponential(-(u * u));
        return Integrate(ExactNumber.ErrorFunction(u.C0), u, _ => bell);
    }

    /// <summary>L with L' = u' / u.</summary>
    public static TaylorSeries Logarithm(TaylorSeries u)
    {
        var inverse = Constant(One) / u;
        return Integrate(ExactNumber.Logarithm(u.C0), u, _ => inverse);
    }

    /// <summary>a with a' = u' / (1 + u^2).</summary>
    public static TaylorSeries ArcTangent(TaylorSeries u)
    {
        var slope = Constant(One) / (Constant(One) + (u * u));
        return Integrate(ExactNumber.ArcTangent(u.C0), u, _ => slope);
    }

    /// <summary>s with s s = u.</summary>
    public static TaylorSeries SquareRoot(TaylorSeries u)
    {
        var s0 = ExactNumber.SquareRoot(u.C0);
        var s1 = ExactNumber.Divide(u.C1, 2 * s0);
        var s2 = ExactNumber.Divide(u.C2 - ExactNumber.Multiply(s1, s1), 2 * s0);
        var s3 = ExactNumber.Divide(u.C3 - (2 * ExactNumber.Multiply(s1, s2)), 2 * s0);
        return new(s0, s1, s2, s3);
    }

    /// <summary>The sine of a linear series: its derivatives are cosine and sine again.</summary>
    public static TaylorSeries SineOfLinear(TaylorSeries u)
    {
        var (sine, cosine) = ExactNumber.SineCosine(u.C0);
        var second = ExactNumber.Multiply(u.C1, u.C1);
        var third = ExactNumber.Multiply(second, u.C1);
        return new(sine, ExactNumber.Multiply(cosine, u.C1), -ExactNumber.Multiply(sine, second) / 2, -ExactNumber.Multiply(cosine, third) / 6);
    }

    /// <summary>The value at t.</summary>
    public BigInteger At(BigInteger t) => C0 + ExactNumber.Multiply(
        t, C1 + ExactNumber.Multiply(t, C2 + ExactNumber.Multiply(t, C3)));

    /// <summary>r with r(0) given and r' = u' g, where g may depend on the terms of r found so far.</summary>
    private static TaylorSeries Integrate(BigInteger start, TaylorSeries u, Func<TaylorSeries, TaylorSeries> slope)
    {
        var r = Constant(start);
        var g = slope(r);
        r = r with { C1 = ExactNumber.Multiply(u.C1, g.C0) };
        g = slope(r);
        r = r with { C2 = (ExactNumber.Multiply(u.C1, g.C1) + (2 * ExactNumber.Multiply(u.C2, g.C0))) / 2 };
        g = slope(r);
        return r with
        {
            C3 = (ExactNumber.Multiply(u.C1, g.C2) + (2 * ExactNumber.Multiply(u.C2, g.C1)) + (3 * ExactNumber.Multiply(u.C3, g.C0))) / 3,
        };
    }
}
