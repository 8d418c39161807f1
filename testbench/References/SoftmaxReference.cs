namespace Hardware.Testbench.References;

/// <summary>Softmax over the last dimension.</summary>
public sealed class SoftmaxReference : IReference
{
    public string Name => "softmax";

    public string Summary => "y = softmax(x) over the last dimension of x";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs) =>
        new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = Formulas.Softmax(inputs.Rows("x")).Values };
}
