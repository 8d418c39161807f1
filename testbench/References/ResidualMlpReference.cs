using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.References;

/// <summary>Residual layers, each a two-layer perceptron with SiLU, one after the other, over a stream of batches.</summary>
public sealed class ResidualMlpReference : IReference
{
    public string Name => "residual_mlp";

    public string Summary =>
        "for each layer i, as long as there is w1_i: x = x + silu(x @ w1_i [D,H] / sqrt(D) + b1_i [H]) @ w2_i [H,D] / sqrt(H); x and y are transposed: xt, yt [N,D,T]";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Tensor xt = inputs.TensorOfRank("xt", 3);
        int batches = xt.Shape[0], width = xt.Shape[1], tokens = xt.Shape[2];
        double[] values = xt.ToDoubles();
        var x = Matrix.Of(batches * tokens, width, (row, column) => values[(((row / tokens * width) + column) * tokens) + (row % tokens)]);
        for (int layer = 0; inputs.Contains($"w1_{layer}"); layer++)
        {
            Matrix w1 = inputs.Matrix($"w1_{layer}", rows: width);
            Matrix w2 = inputs.Matrix($"w2_{layer}", rows: w1.Columns, columns: width);
            (double first, double second) = (1 / Math.Sqrt(width), 1 / Math.Sqrt(w1.Columns));
            Matrix hidden = x.Times(w1).Map(sum => sum * first).PlusRow(inputs.Values($"b1_{layer}", w1.Columns)).Map(Formulas.Swish);
            x = x.Plus(hidden.Times(w2).Map(sum => sum * second));
        }

        var y = new double[values.Length];
        for (int row = 0; row < x.Rows; row++)
        {
            for (int column = 0; column < width; column++)
                y[(((row / tokens * width) + column) * tokens) + (row % tokens)] = x[row, column];
        }

        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["yt"] = y };
    }
}
