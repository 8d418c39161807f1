using System.Numerics;

namespace Hardware.Common.Numerics.Tables;

/// <summary>What an edge segment holds.</summary>
public enum EdgeKind
{
    /// <summary>The expansion at the limit, extrapolated.</summary>
    Taylor,

    /// <summary>One value.</summary>
    Constant,

    /// <summary>x itself.</summary>
    Identity,
}

/// <summary>Where the rows of one sign end, as a magnitude, and what lies beyond.</summary>
/// <param name="Limit">First magnitude beyond the rows.</param>
/// <param name="Kind">What the edge segment holds.</param>
/// <param name="Value">The constant, where it is one.</param>
/// <param name="Root">Magnitudes between which the function crosses zero, other than at x = 0.</param>
public readonly record struct TableEnd(float Limit, EdgeKind Kind, float Value = 0, (float Low, float High)? Root = null);

/// <summary>How the table of one function is built.</summary>
/// <param name="Function">The function of a series.</param>
/// <param name="Positive">The upper end for positive x.</param>
/// <param name="Negative">The upper end of |x| for negative x.</param>
/// <param name="Lower">Smallest magnitude of the domain, or 0 where the function is smooth at 0 and expands there.</param>
/// <param name="Zeros">Results for +0 and -0.</param>
/// <param name="Infinities">Results for +infinity and -infinity.</param>
public sealed record TableRecipe(
    Func<TaylorSeries, TaylorSeries> Function,
    TableEnd Positive,
    TableEnd Negative,
    float Lower,
    (float Positive, float Negative) Zeros,
    (float Positive, float Negative) Infinities)
{
    /// <summary>FP32 nearest to pi, where sin ends: the published sin(9.0) = 27.65 is the expansion at pi.</summary>
    private const float Pi = 3.14159274f;

    /// <summary>FP32 nearest to pi / 2, where arctan ends and what it tends to.</summary>
    private const float HalfPi = 1.57079637f;

    private static readonly TaylorSeries One = TaylorSeries.Constant(ExactNumber.One);

    private static TableEnd Invalid => new(0, EdgeKind.Constant, Nan.Canonical);

    /// <summary>Limits of constants and identities lie where the rest is below a quarter unit of FP32 or below its range.</summary>
    public static TableRecipe For(ActivationFunction function) => function switch
    {
        ActivationFunction.Exp => new(
            TaylorSeries.Exponential,
            new(88.7228394f, EdgeKind.Constant, float.PositiveInfinity),
            new(104, EdgeKind.Constant),
            0, (1, 1), (float.PositiveInfinity, 0)),
        ActivationFunction.Gelu => new(
            x => Half(x) * (One + TaylorSeries.ErrorFunction(InverseSquareRootOf2 * x)),
            new(5.75f, EdgeKind.Identity), new(14.5f, EdgeKind.Constant, -0f),
            0, (0, -0f), (float.PositiveInfinity, -0f)),
        ActivationFunction.GeluApprxTanh => new(
            x => x * Sigmoid(GeluSlope * (x + (GeluCubic * (x * x * x)))),
            new(5.25f, EdgeKind.Identity), new(11, EdgeKind.Constant, -0f),
            0, (0, -0f), (float.PositiveInfinity, -0f)),
        ActivationFunction.Silu => new(
            x => x * Sigmoid(x),
            new(18, EdgeKind.Identity), new(109, EdgeKind.Constant, -0f),
            0, (0, -0f), (float.PositiveInfinity, -0f)),
        ActivationFunction.Tanh => new(
            HyperbolicTangent,
            new(9.25f, EdgeKind.Constant, 1), new(9.25f, EdgeKind.Constant, -1),
            0, (0, -0f), (1, -1)),
        ActivationFunction.Sigmoid => new(
            Sigmoid,
            new(18, EdgeKind.Constant, 1), new(104, EdgeKind.Constant),
            0, (0.5f, 0.5f), (1, 0)),
        ActivationFunction.Sqrt => new(
            TaylorSeries.SquareRoot,
            new(Power(118), EdgeKind.Taylor), Invalid,
            Power(-116), (0, -0f), (float.PositiveInfinity, Nan.Canonical)),
        ActivationFunction.Rsqrt => new(
            x => One / TaylorSeries.SquareRoot(x),
            new(Power(97), EdgeKind.Taylor), Invalid,
            Power(-87), (float.PositiveInfinity, float.NegativeInfinity), (0, Nan.Canonical)),
        ActivationFunction.Reciprocal => new(
            x => One / x,
            new(Power(42), EdgeKind.Taylor), new(Power(42), EdgeKind.Taylor),
            Power(-42), (float.PositiveInfinity, float.NegativeInfinity), (0, -0f)),
        ActivationFunction.Erf => new(
            TaylorSeries.ErrorFunction,
            new(4, EdgeKind.Constant, 1), new(4, EdgeKind.Constant, -1),
            0, (0, -0f), (1, -1)),
        ActivationFunction.Softplus => new(
            x => TaylorSeries.Logarithm(One + TaylorSeries.Exponential(x)),
            new(15, EdgeKind.Identity), new(104, EdgeKind.Constant),
            0, (0.693147182f, 0.693147182f), (float.PositiveInfinity, 0)),
        ActivationFunction.Sin => new(
            TaylorSeries.SineOfLinear,
            new(Pi, EdgeKind.Taylor, Root: (3, 3.5f)), new(Pi, EdgeKind.Taylor, Root: (3, 3.5f)),
            0, (0, -0f), (Nan.Canonical, Nan.Canonical)),
        ActivationFunction.Log => new(
            TaylorSeries.Logarithm,
            new(Power(64), EdgeKind.Taylor, Root: (0.5f, 1.5f)), Invalid,
            Power(-64), (float.NegativeInfinity, float.NegativeInfinity), (float.PositiveInfinity, Nan.Canonical)),
        ActivationFunction.GeluDx => new(
            x => Half(One + TaylorSeries.ErrorFunction(InverseSquareRootOf2 * x))
                + (InverseSquareRootOf2Pi * (x * TaylorSeries.Exponential(-Half(x * x)))),
            new(6.25f, EdgeKind.Constant, 1), new(14.75f, EdgeKind.Constant, -0f, Root: (0.5f, 1)),
            0, (0.5f, 0.5f), (1, -0f)),
        ActivationFunction.GeluApprxSigmoid => new(
            x => x * Sigmoid(QuickGeluSlope * x),
            new(10.625f, EdgeKind.Identity), new(64.25f, EdgeKind.Constant, -0f),
            0, (0, -0f), (float.PositiveInfinity, -0f)),
        ActivationFunction.GeluApprxSigmoidDx => new(
            x => SiluSlope(QuickGeluSlope * x),
            new(12.5f, EdgeKind.Constant, 1), new(64.25f, EdgeKind.Constant, -0f, Root: (0.5f, 1)),
            0, (0.5f, 0.5f), (1, -0f)),
        ActivationFunction.SiluDx => new(
            SiluSlope,
            new(21, EdgeKind.Constant, 1), new(109, EdgeKind.Constant, -0f, Root: (1, 1.5f)),
            0, (0.5f, 0.5f), (1, -0f)),
        ActivationFunction.Mish => new(
            Mish,
            new(9.5f, EdgeKind.Identity), new(109, EdgeKind.Constant, -0f),
            0, (0, -0f), (float.PositiveInfinity, -0f)),
        ActivationFunction.ErfDx => new(
            x => TwoOverSquareRootOfPi * TaylorSeries.Exponential(-(x * x)),
            new(10.25f, EdgeKind.Constant), new(10.25f, EdgeKind.Constant),
            0, (1.12837917f, 1.12837917f), (0, 0)),
        ActivationFunction.Arctan => new(
            TaylorSeries.ArcTangent,
            new(HalfPi, EdgeKind.Taylor), new(HalfPi, EdgeKind.Taylor),
            0, (0, -0f), (HalfPi, -HalfPi)),
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "not a function with a table"),
    };

    private static readonly BigInteger InverseSquareRootOf2 = ExactNumber.SquareRoot(ExactNumber.One / 2);

    private static readonly BigInteger TwoOverSquareRootOfPi =
        ExactNumber.Divide(2 * ExactNumber.One, ExactNumber.SquareRoot(ExactNumber.Pi));

    private static readonly BigInteger InverseSquareRootOf2Pi =
        ExactNumber.Multiply(InverseSquareRootOf2, TwoOverSquareRootOfPi) / 2;

    /// <summary>1.702, the constant of the published approximation by a sigmoid.</summary>
    private static readonly BigInteger QuickGeluSlope = ExactNumber.One * 1702 / 1000;

    /// <summary>2 sqrt(2 / pi).</summary>
    private static readonly BigInteger GeluSlope = 2 * ExactNumber.SquareRoot(ExactNumber.Divide(2 * ExactNumber.One, ExactNumber.Pi));

    /// <summary>0.044715, the constant of the published approximation.</summary>
    private static readonly BigInteger GeluCubic = ExactNumber.One * 44715 / 1_000_000;

    private static TaylorSeries Half(TaylorSeries x) => (ExactNumber.One / 2) * x;

    private static TaylorSeries Sigmoid(TaylorSeries x) => One / (One + TaylorSeries.Exponential(-x));

    private static TaylorSeries SiluSlope(TaylorSeries x)
    {
        var sigmoid = Sigmoid(x);
        return sigmoid * (One + (x * (One + -sigmoid)));
    }

    /// <summary>With e = exp(x), tanh(log(1 + e)) = e (e + 2) / (e (e + 2) + 2).</summary>
    private static TaylorSeries Mish(TaylorSeries x)
    {
        var exponential = TaylorSeries.Exponential(x);
        var numerator = exponential * (exponential + One + One);
        return x * (numerator / (numerator + One + One));
    }

    private static TaylorSeries HyperbolicTangent(TaylorSeries x)
    {
        var square = TaylorSeries.Exponential((2 * ExactNumber.One) * x);
        return (square + -One) / (square + One);
    }

    private static float Power(int exponent) => BitConverter.UInt32BitsToSingle((uint)(exponent + 127) << 23);
}
