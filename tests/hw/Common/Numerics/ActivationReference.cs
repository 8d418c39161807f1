using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>The functions in double precision, apart from the project's generator: the host's own library and, for erf, two classic expansions.</summary>
internal static class ActivationReference
{
    public static double Value(ActivationFunction function, double x) => function switch
    {
        ActivationFunction.Exp => Math.Exp(x),
        ActivationFunction.Gelu => x * ComplementaryErrorFunction(-x / Math.Sqrt(2)) / 2,
        ActivationFunction.GeluApprxTanh => x / (1 + Math.Exp(-2 * Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))),
        ActivationFunction.Silu => x / (1 + Math.Exp(-x)),
        ActivationFunction.Tanh => Math.Tanh(x),
        ActivationFunction.Sigmoid => 1 / (1 + Math.Exp(-x)),
        ActivationFunction.Sqrt => Math.Sqrt(x),
        ActivationFunction.Rsqrt => 1 / Math.Sqrt(x),
        ActivationFunction.Reciprocal => 1 / x,
        ActivationFunction.Erf => Math.Abs(x) < 2 ? ErrorSeries(x) : Math.Sign(x) * (1 - ComplementaryErrorFunction(Math.Abs(x))),
        ActivationFunction.Softplus => x < -14 ? Math.Exp(x) - (Math.Exp(2 * x) / 2) : Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        ActivationFunction.Sin => Math.Sin(x),
        ActivationFunction.Log => Math.Log(x),
        ActivationFunction.GeluDx => (ComplementaryErrorFunction(-x / Math.Sqrt(2)) / 2) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI)),
        ActivationFunction.GeluApprxSigmoid => x / (1 + Math.Exp(-1.702 * x)),
        ActivationFunction.GeluApprxSigmoidDx => SiluSlope(1.702 * x),
        ActivationFunction.SiluDx => SiluSlope(x),
        ActivationFunction.Mish => x > 20 ? x : x * Math.Exp(x) * (Math.Exp(x) + 2) / ((Math.Exp(x) * (Math.Exp(x) + 2)) + 2),
        ActivationFunction.ErfDx => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x),
        ActivationFunction.Arctan => Math.Atan(x),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>Where the published documents call the result valid.</summary>
    public static bool InDomain(ActivationFunction function, double x) => function switch
    {
        ActivationFunction.Sqrt => x >= Math.Pow(2, -116) && x <= Math.Pow(2, 118),
        ActivationFunction.Rsqrt => x >= Math.Pow(2, -87) && x <= Math.Pow(2, 97),
        ActivationFunction.Reciprocal => Math.Abs(x) >= Math.Pow(2, -42) && Math.Abs(x) <= Math.Pow(2, 42),
        ActivationFunction.Sin => Math.Abs(x) <= Math.PI,
        ActivationFunction.Log => x >= Math.Pow(2, -64) && x <= Math.Pow(2, 64),
        ActivationFunction.Arctan => Math.Abs(x) <= Math.PI / 2,
        _ => double.IsFinite(x),
    };

    private static double SiluSlope(double x) =>
        x < -700 ? 0 : (1 + ((1 + x) * Math.Exp(-x))) / ((1 + Math.Exp(-x)) * (1 + Math.Exp(-x)));

    private static double ComplementaryErrorFunction(double x)
    {
        if (x < 2)
            return x < -2 ? 2 - ComplementaryErrorFunction(-x) : 1 - ErrorSeries(x);
        if (x > 30)
            return 0;

        // Continued fraction, from the back.
        var fraction = 0.0;
        for (var n = 120; n > 0; n--)
            fraction = n / 2.0 / (x + fraction);
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / (x + fraction);
    }

    private static double ErrorSeries(double x)
    {
        // Kummer's form has only positive terms: erf x = 2/sqrt(pi) e^(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!
        var (sum, term) = (x, x);
        for (var n = 1; n < 80; n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }
}
