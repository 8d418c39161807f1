using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.References;

/// <summary>A convolution with stride 1 and zeros around the image, then a bias for each output channel and ReLU.</summary>
public sealed class Conv2dReference : IReference
{
    public string Name => "conv2d";

    public string Summary => "y [N,O,H,W] = relu(x [N,C,H,W] * w [C,K,K,O] + bias [O]); K is odd, and x is 0 outside of the image";

    public IReadOnlyDictionary<string, double[]> Compute(ReferenceInputs inputs)
    {
        Tensor x = inputs.TensorOfRank("x", 4), w = inputs.TensorOfRank("w", 4);
        int images = x.Shape[0], channels = x.Shape[1], height = x.Shape[2], width = x.Shape[3];
        int rows = w.Shape[1], columns = w.Shape[2], filters = w.Shape[3];
        inputs.Values("w", channels * rows * columns * filters);
        double[] image = x.ToDoubles(), kernel = w.ToDoubles(), bias = inputs.Values("bias", filters);

        var y = new double[images * filters * height * width];
        for (int n = 0; n < images; n++)
        {
            for (int o = 0; o < filters; o++)
            {
                Span<double> result = y.AsSpan(((n * filters) + o) * height * width, height * width);
                result.Fill(bias[o]);
                for (int c = 0; c < channels; c++)
                {
                    ReadOnlySpan<double> source = image.AsSpan(((n * channels) + c) * height * width, height * width);
                    for (int element = 0; element < rows * columns; element++)
                    {
                        double factor = kernel[(((c * rows * columns) + element) * filters) + o];
                        AddShifted(source, result, width, factor, (element / columns) - (rows / 2), (element % columns) - (columns / 2));
                    }
                }

                foreach (ref double value in result)
                    value = Math.Max(value, 0);
            }
        }

        return new Dictionary<string, double[]>(StringComparer.Ordinal) { ["y"] = y };
    }

    /// <summary>Adds to each pixel the factor times the one that lies so far below and to the right, if there is one.</summary>
    private static void AddShifted(ReadOnlySpan<double> source, Span<double> result, int width, double factor, int down, int right)
    {
        int height = source.Length / width;
        for (int row = Math.Max(0, -down); row < Math.Min(height, height - down); row++)
        {
            for (int column = Math.Max(0, -right); column < Math.Min(width, width - right); column++)
                result[(row * width) + column] += factor * source[((row + down) * width) + column + right];
        }
    }
}
