namespace Hardware.Testbench.References;

/// <summary>The row-wise and element-wise formulas of transformer layers, in FP64.</summary>
public static class Formulas
{
    /// <summary>Variance offset of LayerNorm in the sample programs and in PP-OCRv4.</summary>
    public const double LayerNormEpsilon = 1e-5;

    /// <summary>exp(x) / sum of exp(x) over each row; the row's maximum is taken off first, which changes no value.</summary>
    public static Matrix Softmax(Matrix x)
    {
        var values = new double[x.Values.Length];
        for (int row = 0; row < x.Rows; row++)
        {
            ReadOnlySpan<double> input = x.Row(row);
            Span<double> output = values.AsSpan(row * x.Columns, x.Columns);
            double maximum = double.NegativeInfinity, sum = 0;
            foreach (double value in input)
                maximum = Math.Max(maximum, value);
            for (int i = 0; i < output.Length; i++)
            {
                output[i] = Math.Exp(input[i] - maximum);
                sum += output[i];
            }

            foreach (ref double value in output)
                value /= sum;
        }

        return new Matrix(x.Rows, x.Columns, values);
    }

    /// <summary>(x - mean) / sqrt(variance + epsilon) x gamma + beta over each row; the variance divides by the row's length.</summary>
    public static Matrix LayerNorm(Matrix x, double[] gamma, double[] beta, double epsilon = LayerNormEpsilon)
    {
        var values = new double[x.Values.Length];
        for (int row = 0; row < x.Rows; row++)
        {
            ReadOnlySpan<double> input = x.Row(row);
            double mean = 0, variance = 0;
            foreach (double value in input)
                mean += value / input.Length;
            foreach (double value in input)
                variance += (value - mean) * (value - mean) / input.Length;
            double scale = 1 / Math.Sqrt(variance + epsilon);
            for (int i = 0; i < input.Length; i++)
                values[(row * x.Columns) + i] = ((input[i] - mean) * scale * gamma[i]) + beta[i];
        }

        return new Matrix(x.Rows, x.Columns, values);
    }

    /// <summary>x / (1 + exp(-x)), also called SiLU.</summary>
    public static double Swish(double x) => x / (1 + Math.Exp(-x));

    /// <summary>x times the normal distribution function: x erfc(-x / sqrt(2)) / 2.</summary>
    public static double Gelu(double x) => 0.5 * x * Erfc(-x / Math.Sqrt(2));

    /// <summary>
    /// The complementary error function to about 1e-14 relative: below 2 from the power series of erf with positive terms
    /// (NIST Digital Library of Mathematical Functions 7.6.2), above from the continued fraction (7.9.1).
    /// </summary>
    public static double Erfc(double x)
    {
        if (double.IsNaN(x))
            return x;
        if (x < 0)
            return 2 - Erfc(-x);
        if (x > 27.5)
            return 0; // below the smallest FP64 number
        if (x < 2)
        {
            double term = x, sum = x;
            for (int n = 1; term > sum * 1e-17; n++)
            {
                term *= 2 * x * x / ((2 * n) + 1);
                sum += term;
            }

            return 1 - (2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum);
        }

        // sqrt(pi) exp(x^2) erfc(x) = 1/(x + (1/2)/(x + (2/2)/(x + (3/2)/(x + ...)))), from the inside out.
        double fraction = x;
        for (int n = 120; n >= 1; n--)
            fraction = x + (n / 2.0 / fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
