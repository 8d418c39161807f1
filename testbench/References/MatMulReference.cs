namespace Hardware.Testbench.References;

/// <summary>c = a @ b.</summary>
public sealed class MatMulReference : IReference
{
    public string Name => "matmul";

    public string Summary => "c [M,N] = a [M,K] @ b [K,N]; a may be given transposed as at [K,M]";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix a = inputs.MatrixOrTransposed("a");
        Matrix b = inputs.Matrix("b", rows: a.Columns);
        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["c"] = a.Times(b).Values };
    }
}
