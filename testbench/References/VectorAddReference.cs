namespace Hardware.Testbench.References;

/// <summary>c = a + b over tensors of one shape. Splitting the work over cores does not change the formula.</summary>
/// <param name="name">The name in the catalogue: the formula serves more than one program.</param>
public sealed class VectorAddReference(string name) : IReference
{
    public string Name => name;

    public string Summary => "c = a + b, element by element, a and b of one shape";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        double[] a = inputs.Tensor("a").ToDoubles();
        double[] b = inputs.Values("b", a.Length);
        var c = new double[a.Length];
        for (int i = 0; i < c.Length; i++)
            c[i] = a[i] + b[i];
        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["c"] = c };
    }
}
