using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Lanes;

/// <summary>
/// The sets in which ScalarE loads its function tables. Four names are published (AWS Neuron: published profiler screenshots): those of sets 1 to 4;
/// which further function belongs to which is not, and chosen here by kinship: what a kernel uses together should need one load.
/// </summary>
public static class FunctionSets
{
    private static readonly string[] Names =
    [
        "none", "natural_log_exp_and_others", "reciprocal_sqrt_and_small", "reciprocal_and_small", "gelu_and_others", "sin_and_arctan",
    ];

    /// <summary>Number of the set of a function, from 1; 0 for functions that need no table.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no function.</exception>
    public static int Of(ActivationFunction function) => function switch
    {
        ActivationFunction.Copy or ActivationFunction.Identity or ActivationFunction.Relu or ActivationFunction.Square
            or ActivationFunction.Abs or ActivationFunction.Sign => 0,
        ActivationFunction.Exp or ActivationFunction.Log or ActivationFunction.Softplus => 1,
        ActivationFunction.Sqrt or ActivationFunction.Rsqrt => 2,
        ActivationFunction.Reciprocal => 3,
        ActivationFunction.Gelu or ActivationFunction.GeluDx or ActivationFunction.GeluApprxTanh or ActivationFunction.GeluApprxSigmoid
            or ActivationFunction.GeluApprxSigmoidDx or ActivationFunction.Silu or ActivationFunction.SiluDx or ActivationFunction.Mish
            or ActivationFunction.Sigmoid or ActivationFunction.Tanh or ActivationFunction.Erf or ActivationFunction.ErfDx => 4,
        ActivationFunction.Sin or ActivationFunction.Arctan => 5,
        _ => throw new ArgumentOutOfRangeException(nameof(function), function, "not an activation function"),
    };

    /// <summary>The name of a set; <c>sin_and_arctan</c> and <c>none</c> are this project's.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such set.</exception>
    public static string Name(int set) => set >= 0 && set < Names.Length
        ? Names[set]
        : throw new ArgumentOutOfRangeException(nameof(set), set, "not a function set");
}
