using System.Numerics;

namespace Hardware.Common.Numerics.Tables;

/// <summary>What an edge segment holds.</summary>
internal enum EdgeKind
{
    /// <summary>The expansion at the limit, extrapolated.</summary>
    Taylor,

    /// <summary>One value.</summary>
    Constant,

    /// <summary>x itself.</summary>
    Identity,
}

/// <summary>Where the rows of one sign end, as a magnitude, and what lies beyond.</summary>
internal readonly record struct TableEnd(float Limit, EdgeKind Kind, float Value = 0);

/// <summary>How the table of one function is built.</summary>
/// <param name="Function">The function of a series.</param>
/// <param name="Positive">The upper end for positive x.</param>
/// <param name="Negative">The upper end of |x| for negative x.</param>
/// <param name="Lower">Smallest magnitude of the domain, or 0 where the function is smooth at 0 and expands there.</param>
/// <param name="Zeros">Results for +0 and -0.</param>
/// <param name="Infinities">Results for +infinity and -infinity.</param>
/// <param name="AbsoluteTolerance">Truncation error that is allowed beside the relative one, in units of 2^-256.</param>
internal sealed record TableRecipe(
    Func<TaylorSeries, TaylorSeries> Function,
    TableEnd Positive,
    TableEnd Negative,
    float Lower,
    (float Positive, float Negative) Zeros,
    (float Positive, float Negative) Infinities,
    BigInteger AbsoluteTolerance)
{
    /// <summary>FP32 nearest to pi, where sin ends: the published sin(9.0) = 27.65 is the expansion at pi.</summary>
    private const float Pi = 3.14159274f;

    private static readonly TaylorSeries One = TaylorSeries.Constant(ExactNumber.One);

    /// <summary>Below half of the smallest subnormal nothing can be told from zero.</summary>
    private static readonly BigInteger Underflow = ExactNumber.One >> 151;

    /// <summary>For functions with a zero inside a segment.</summary>
    private static readonly BigInteger NearZero = ExactNumber.One >> 23;

    private static TableEnd Invalid => new(0, EdgeKind.Constant, Nan.Canonical);

    /// <summary>Limits of constants and identities lie where the rest is below a quarter unit of FP32 or below its range.</summary>
    public static TableRecipe For(ActivationFunction function) => function switch
    {
        ActivationFunction.Exp => new(
            TaylorSeries.Exponential,
            new(88.7228394f, EdgeKind.Constant, float.PositiveInfinity),
            new(104, EdgeKind.Constant),
            0, (1, 1), (float.PositiveInfinity, 0), Underflow),
        ActivationFunction.Gelu => new(
            x => Half(x) * (One + TaylorSeries.ErrorFunction(InverseSquareRootOf2 * x)),
            new(5.75f, EdgeKind.Identity), new(14.5f, EdgeKind.Constant),
            0, (0, -0f), (float.PositiveInfinity, -0f), Underflow),
        ActivationFunction.GeluApprxTanh => new(
            x => x * Sigmoid(GeluSlope * (x + (GeluCubic * (x * x * x)))),
            new(5.25f, EdgeKind.Identity), new(11, EdgeKind.Constant),
            0, (0, -0f), (float.PositiveInfinity, -0f), Underflow),
        ActivationFunction.Silu => new(
            x => x * Sigmoid(x),
            new(18, EdgeKind.Identity), new(109, EdgeKind.Constant),
            0, (0, -0f), (float.PositiveInfinity, -0f), Underflow),
        ActivationFunction.Tanh => new(
            HyperbolicTangent,
            new(9.25f, EdgeKind.Constant, 1), new(9.25f, EdgeKind.Constant, -1),
            0, (0, -0f), (1, -1), Underflow),
        ActivationFunction.Sigmoid => new(
            Sigmoid,
            new(18, EdgeKind.Constant, 1), new(104, EdgeKind.Constant),
            0, (0.5f, 0.5f), (1, 0), Underflow),
        ActivationFunction.Sqrt => new(
            TaylorSeries.SquareRoot,
            new(Power(118), EdgeKind.Taylor), Invalid,
            Power(-116), (0, -0f), (float.PositiveInfinity, Nan.Canonical), Underflow),
        ActivationFunction.Rsqrt => new(
            x => One / TaylorSeries.SquareRoot(x),
            new(Power(97), EdgeKind.Taylor), Invalid,
            Power(-87), (float.PositiveInfinity, float.NegativeInfinity), (0, Nan.Canonical), Underflow),
        ActivationFunction.Reciprocal => new(
            x => One / x,
            new(Power(42), EdgeKind.Taylor), new(Power(42), EdgeKind.Taylor),
            Power(-42), (float.PositiveInfinity, float.NegativeInfinity), (0, -0f), Underflow),
        ActivationFunction.Erf => new(
            TaylorSeries.ErrorFunction,
            new(4, EdgeKind.Constant, 1), new(4, EdgeKind.Constant, -1),
            0, (0, -0f), (1, -1), Underflow),
        ActivationFunction.Softplus => new(
            x => TaylorSeries.Logarithm(One + TaylorSeries.Exponential(x)),
            new(15, EdgeKind.Identity), new(104, EdgeKind.Constant),
            0, (0.693147182f, 0.693147182f), (float.PositiveInfinity, 0), Underflow),
        ActivationFunction.Sin => new(
            TaylorSeries.SineOfLinear,
            new(Pi, EdgeKind.Taylor), new(Pi, EdgeKind.Taylor),
            0, (0, -0f), (Nan.Canonical, Nan.Canonical), NearZero),
        ActivationFunction.Log => new(
            TaylorSeries.Logarithm,
            new(Power(64), EdgeKind.Taylor), Invalid,
            Power(-64), (float.NegativeInfinity, float.NegativeInfinity), (float.PositiveInfinity, Nan.Canonical), NearZero),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "not a function with a table"),
    };

    private static readonly BigInteger InverseSquareRootOf2 = ExactNumber.SquareRoot(ExactNumber.One / 2);

    /// <summary>2 sqrt(2 / pi).</summary>
    private static readonly BigInteger GeluSlope = 2 * ExactNumber.SquareRoot(ExactNumber.Divide(2 * ExactNumber.One, ExactNumber.Pi));

    /// <summary>0.044715, the constant of the published approximation.</summary>
    private static readonly BigInteger GeluCubic = ExactNumber.One * 44715 / 1_000_000;

    private static TaylorSeries Half(TaylorSeries x) => (ExactNumber.One / 2) * x;

    private static TaylorSeries Sigmoid(TaylorSeries x) => One / (One + TaylorSeries.Exponential(-x));

    private static TaylorSeries HyperbolicTangent(TaylorSeries x)
    {
        var square = TaylorSeries.Exponential((2 * ExactNumber.One) * x);
        return (square + -One) / (square + One);
    }

    private static float Power(int exponent) => BitConverter.UInt32BitsToSingle((uint)(exponent + 127) << 23);
}
