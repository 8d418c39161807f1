namespace Hardware.Testbench.References;

/// <summary>A two-layer perceptron with the exact (error function) GELU.</summary>
public sealed class MlpGeluReference : IReference
{
    public string Name => "mlp_gelu";

    public string Summary => "y [T,D] = gelu(x [T,K] @ w1 [K,H] + b1 [H]) @ w2 [H,D] + b2 [D]; x may be given transposed as xt [K,T]";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix x = inputs.MatrixOrTransposed("x");
        Matrix w1 = inputs.Matrix("w1", rows: x.Columns);
        Matrix w2 = inputs.Matrix("w2", rows: w1.Columns);
        Matrix hidden = x.Times(w1).PlusRow(inputs.Values("b1", w1.Columns)).Map(Formulas.Gelu);
        Matrix y = hidden.Times(w2).PlusRow(inputs.Values("b2", w2.Columns));
        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = y.Values };
    }
}
