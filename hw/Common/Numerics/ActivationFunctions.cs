namespace Hardware.Common.Numerics;

/// <summary>Spelling and kind of each <see cref="ActivationFunction"/>.</summary>
public static class ActivationFunctions
{
    private static readonly string[] Names =
    [
        "copy", "identity", "relu", "square", "abs", "sign", "exp", "gelu", "gelu_apprx_tanh", "silu", "tanh", "sigmoid", "sqrt", "rsqrt",
        "reciprocal", "erf", "softplus", "sin", "log", "gelu_dx", "gelu_apprx_sigmoid", "gelu_apprx_sigmoid_dx", "silu_dx", "mish", "erf_dx", "arctan",
    ];

    /// <summary>Number of functions; codes run from 0.</summary>
    public static int Count => Names.Length;

    /// <summary>The spelling in assembly text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no function.</exception>
    public static string AssemblyName(this ActivationFunction function) => (int)function < Names.Length
        ? Names[(int)function]
        : throw new ArgumentOutOfRangeException(nameof(function), function, "not an activation function");

    /// <summary>Reads the assembly spelling; exact, lower case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ActivationFunction function)
    {
        for (var code = 0; code < Names.Length; code++)
        {
            if (text.SequenceEqual(Names[code]))
            {
                function = (ActivationFunction)code;
                return true;
            }
        }

        function = default;
        return false;
    }

    /// <summary>Evaluated from a table; the others are exact arithmetic and need none.</summary>
    public static bool HasTable(this ActivationFunction function) =>
        function is >= ActivationFunction.Exp and <= ActivationFunction.Arctan;
}
