namespace Hardware.Common.Numerics;

/// <summary>The arguments for which a function's result is valid (AWS Neuron NKI, supported activation functions): magnitudes, both ends included.</summary>
/// <param name="Low">Smallest magnitude.</param>
/// <param name="High">Largest magnitude.</param>
/// <param name="BothSigns">Negative arguments are valid too.</param>
/// <param name="Text">As a person writes it.</param>
public readonly record struct ActivationDomain(float Low, float High, bool BothSigns, string Text)
{
    /// <summary>The domain of a function.</summary>
    public static ActivationDomain Of(ActivationFunction function) => function switch
    {
        ActivationFunction.Sqrt => new(Power(-116), Power(118), false, "[2^-116, 2^118]"),
        ActivationFunction.Rsqrt => new(Power(-87), Power(97), false, "[2^-87, 2^97]"),
        ActivationFunction.Reciprocal => new(Power(-42), Power(42), true, "+-[2^-42, 2^42]"),
        ActivationFunction.Log => new(Power(-64), Power(64), false, "[2^-64, 2^64]"),
        ActivationFunction.Sin => new(0, MathF.BitDecrement(3.14159274f), true, "[-pi, pi]"), // the FP32 nearest to pi lies above pi
        ActivationFunction.Arctan => new(0, MathF.BitDecrement(1.57079637f), true, "[-pi/2, pi/2]"),
        _ => new(0, float.MaxValue, true, "all"),
    };

    /// <summary>False for NaN and for the infinities.</summary>
    public bool Contains(float x) => MathF.Abs(x) >= Low && MathF.Abs(x) <= High && (BothSigns || x >= 0);

    private static float Power(int exponent) => BitConverter.UInt32BitsToSingle((uint)(exponent + 127) << 23);
}
