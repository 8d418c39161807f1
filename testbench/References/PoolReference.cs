using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.References;

/// <summary>The largest and the mean element of square windows that lie whole inside of an image.</summary>
/// <param name="window">Rows and columns of a window.</param>
/// <param name="stride">Pixels from a window to the next.</param>
public sealed class PoolReference(int window, int stride) : IReference
{
    /// <summary>Window and stride are no tensors, so the name says them: <c>pool_3_2</c>.</summary>
    public string Name => $"pool_{window}_{stride}";

    public string Summary => $"maximum and average [N,C,h,w] of the {window} x {window} windows of x [N,C,H,W] that lie {stride} apart; h = (H - {window}) / {stride} + 1";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Tensor x = inputs.TensorOfRank("x", 4);
        int height = x.Shape[2], width = x.Shape[3], planes = x.Shape[0] * x.Shape[1];
        int rows = Windows(height), columns = Windows(width);
        double[] values = x.ToDoubles();
        var maximum = new double[planes * rows * columns];
        var average = new double[planes * rows * columns];
        for (int plane = 0; plane < planes; plane++)
        {
            ReadOnlySpan<double> image = values.AsSpan(plane * height * width, height * width);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    int result = (((plane * rows) + row) * columns) + column;
                    (maximum[result], average[result]) = Window(image[((row * stride * width) + (column * stride))..], width);
                }
            }
        }

        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["maximum"] = maximum, ["average"] = average };
    }

    private int Windows(int pixels) => pixels < window ? 0 : ((pixels - window) / stride) + 1;

    private (double Largest, double Mean) Window(ReadOnlySpan<double> from, int width)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int row = 0; row < window; row++)
        {
            foreach (double value in from.Slice(row * width, window))
            {
                largest = Math.Max(largest, value);
                sum += value;
            }
        }

        return (largest, sum / (window * window));
    }
}
