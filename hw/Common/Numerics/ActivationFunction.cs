namespace Hardware.Common.Numerics;

/// <summary>
/// Functions of the Scalar engine (AWS Neuron NKI, supported activation functions). The domain of each is given where it is not the
/// whole of FP32; outside it the result is the extrapolation of the nearest segment, which the public documents call invalid.
/// </summary>
public enum ActivationFunction : byte
{
    /// <summary>x, bits unchanged except that NaN becomes canonical. Exact.</summary>
    Copy = 0,

    /// <summary>The same as <see cref="Copy"/>; the name that fused scale and bias use.</summary>
    Identity,

    /// <summary>max(x, 0); +0 for -0. Exact.</summary>
    Relu,

    /// <summary>x * x, one rounding.</summary>
    Square,

    /// <summary>|x|. Exact.</summary>
    Abs,

    /// <summary>-1, 0 or 1; a zero keeps its sign. Exact.</summary>
    Sign,

    Exp,

    /// <summary>x (1 + erf(x / sqrt 2)) / 2.</summary>
    Gelu,

    /// <summary>x sigmoid(2 sqrt(2 / pi) (x + 0.044715 x^3)).</summary>
    GeluApprxTanh,

    /// <summary>x sigmoid(x).</summary>
    Silu,
    Tanh,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>Domain [2^-116, 2^118]; NaN below zero.</summary>
    Sqrt,

    /// <summary>1 / sqrt(x), domain [2^-87, 2^97]; NaN below zero.</summary>
    Rsqrt,

    /// <summary>1 / x, domain +-[2^-42, 2^42].</summary>
    Reciprocal,
    Erf,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>Domain [-pi, pi], no range reduction: sin(9.0) = 27.65.</summary>
    Sin,

    /// <summary>Natural logarithm, domain [2^-64, 2^64]; NaN below zero.</summary>
    Log,

    /// <summary>Derivative of <see cref="Gelu"/>: (1 + erf(x / sqrt 2)) / 2 + x exp(-x^2 / 2) / sqrt(2 pi).</summary>
    GeluDx,

    /// <summary>x sigmoid(1.702 x).</summary>
    GeluApprxSigmoid,

    /// <summary>Derivative of <see cref="GeluApprxSigmoid"/>: s (1 + 1.702 x (1 - s)) with s = sigmoid(1.702 x).</summary>
    GeluApprxSigmoidDx,

    /// <summary>Derivative of <see cref="Silu"/>: s (1 + x (1 - s)) with s = sigmoid(x).</summary>
    SiluDx,

    /// <summary>x tanh(log(1 + exp(x))).</summary>
    Mish,

    /// <summary>Derivative of <see cref="Erf"/>: 2 / sqrt(pi) exp(-x^2).</summary>
    ErfDx,

    /// <summary>Domain [-pi/2, pi/2].</summary>
    Arctan,
}
