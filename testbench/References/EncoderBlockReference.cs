namespace Hardware.Testbench.References;

/// <summary>
/// One pre-LayerNorm transformer encoder block with every intermediate, as in the text recognition model PP-OCRv4: width 120, 8 heads of
/// 15, MLP 240 with swish. The widths follow from the weights; the number of heads does not and is fixed.
/// </summary>
public sealed class EncoderBlockReference : IReference
{
    /// <summary>Attention heads of PP-OCRv4's encoder blocks.</summary>
    private const int Heads = 8;

    public string Name => "encoder_block";

    public string Summary =>
        "h = LN(x; ln1); q, k, v = h @ qkv.weight + qkv.bias as [T,3,8,D/8]; r = x + softmax(q k^T / sqrt(D/8)) v @ proj.weight + proj.bias; "
        + "y = r + swish(LN(r; ln2) @ fc1.weight + fc1.bias) @ fc2.weight + fc2.bias; x is [T,D]";

    /// <inheritdoc/>
    /// <remarks>
    /// Outputs: y, and the intermediates expect.ln1 [T,D], expect.qkv [T,3D], expect.scores and expect.softmax [8,T,T],
    /// expect.context [8,T,D/8], expect.residual1 [T,D], expect.ln2 [T,D], expect.swish [T,H].
    /// </remarks>
    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Matrix x = inputs.Matrix("x");
        int width = x.Columns, headWidth = width / Heads;
        var outputs = new Dictionary<string, double[]>(StringComparer.Ordinal);

        Matrix ln1 = LayerNorm(x, "ln1");
        Matrix qkv = Linear(ln1, "qkv", 3 * Heads * headWidth);
        var scores = new Matrix[Heads];
        var softmax = new Matrix[Heads];
        var context = new Matrix[Heads];
        double scale = 1 / Math.Sqrt(headWidth);
        for (int head = 0; head < Heads; head++)
        {
            Matrix Part(int index) => qkv.Slice(((index * Heads) + head) * headWidth, headWidth);
            scores[head] = Part(0).Map(q => q * scale).Times(Part(1).Transposed());
            softmax[head] = Formulas.Softmax(scores[head]);
            context[head] = softmax[head].Times(Part(2));
        }

        var concatenated = Matrix.Of(x.Rows, Heads * headWidth, (row, column) => context[column / headWidth][row, column % headWidth]);
        Matrix residual1 = x.Plus(Linear(concatenated, "proj", width));
        Matrix ln2 = LayerNorm(residual1, "ln2");
        Matrix swish = Linear(ln2, "fc1", -1).Map(Formulas.Swish);
        Matrix y = residual1.Plus(Linear(swish, "fc2", width));

        outputs["expect.ln1"] = ln1.Values;
        outputs["expect.qkv"] = qkv.Values;
        outputs["expect.scores"] = Stack(scores);
        outputs["expect.softmax"] = Stack(softmax);
        outputs["expect.context"] = Stack(context);
        outputs["expect.residual1"] = residual1.Values;
        outputs["expect.ln2"] = ln2.Values;
        outputs["expect.swish"] = swish.Values;
        outputs["y"] = y.Values;
        return outputs;

        Matrix LayerNorm(Matrix input, string layer) => Formulas.LayerNorm(
            input,
            inputs.Values(layer + ".weight", width),
            inputs.Values(layer + ".bias", width));

        Matrix Linear(Matrix input, string layer, int columns)
        {
            Matrix weight = inputs.Matrix(layer + ".weight", input.Columns, columns);
            return input.Times(weight).PlusRow(inputs.Values(layer + ".bias", weight.Columns));
        }
    }

    private static double[] Stack(Matrix[] heads) => [.. heads.SelectMany(head => head.Values)];
}
