namespace Hardware.Testbench.References;

/// <summary>Scaled dot-product attention of one head, without a mask.</summary>
public sealed class AttentionReference : IReference
{
    public string Name => "attention";

    public string Summary => "y [T,E] = softmax(q [T,D] @ k [S,D]^T / sqrt(D)) @ v [S,E]; q and k may be given transposed as qt [D,T] and kt [D,S]";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix q = inputs.MatrixOrTransposed("q");
        Matrix k = inputs.MatrixOrTransposed("k", columns: q.Columns);
        Matrix v = inputs.Matrix("v", rows: k.Rows);
        double scale = 1 / Math.Sqrt(q.Columns);
        Matrix weights = Formulas.Softmax(q.Times(k.Transposed()).Map(score => score * scale));
        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = weights.Times(v).Values };
    }
}
