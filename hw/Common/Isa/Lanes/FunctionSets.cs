using Hardware.Common.Numerics;

namespace Hardware.Common.Isa.Lanes;

/// <summary>
/// The sets in which ScalarE loads its function tables. Four names are published (natural_log_exp_and_others, reciprocal_sqrt_and_small,
/// reciprocal_and_small, gelu_and_others); which further function belongs to which is not, and chosen here by kinship.
/// </summary>
public static class FunctionSets
{
    /// <summary>Number of the set of a function, from 1; 0 for functions that need no table.</summary>
    public static int Of(ActivationFunction function)
    {
        if (!function.HasTable())
            return 0;
        return function switch
        {
            ActivationFunction.Exp or ActivationFunction.Log or ActivationFunction.Softplus => 1,
            ActivationFunction.Sqrt or ActivationFunction.Rsqrt => 2,
            ActivationFunction.Reciprocal => 3,
            ActivationFunction.Sin => 5,
            _ => 4,
        };
    }
}
