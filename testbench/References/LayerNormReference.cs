namespace Hardware.Testbench.References;

/// <summary>LayerNorm over the last dimension.</summary>
public sealed class LayerNormReference : IReference
{
    public string Name => "layernorm";

    public string Summary => "y = (x - mean) / sqrt(variance + 1e-5) x gamma + beta over the last dimension of x; gamma and beta have its length";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix x = inputs.Rows("x");
        double[] gamma = inputs.Values("gamma", x.Columns), beta = inputs.Values("beta", x.Columns);
        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Formulas.LayerNorm(x, gamma, beta).Values };
    }
}
