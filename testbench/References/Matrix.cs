using System.Numerics;

namespace Hardware.Testbench.References;

/// <summary>A dense FP64 matrix, row-major, with the few operations that the closed formulas need, written as the textbook does.</summary>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Rows x Columns values.</param>
public sealed record Matrix(int Rows, int Columns, double[] Values)
{
    // Few enough that these rows and one of sums stay in the host's nearest cache.
    private const int RowsAtOnce = 8;

    /// <summary>The element of a row and column.</summary>
    public double this[int row, int column] => Values[(row * Columns) + column];

    /// <summary>A matrix from a function of row and column.</summary>
    public static Matrix Of(int rows, int columns, Func<int, int, double> element)
    {
        var values = new double[rows * columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                values[(row * columns) + column] = element(row, column);
        }

        return new Matrix(rows, columns, values);
    }

    /// <summary>The values of one row.</summary>
    public ReadOnlySpan<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>Rows and columns exchanged.</summary>
    public Matrix Transposed() => Of(Columns, Rows, (row, column) => this[column, row]);

    /// <summary>Columns start to start + count.</summary>
    public Matrix Slice(int start, int count) => Of(Rows, count, (row, column) => this[row, start + column]);

    /// <summary>The matrix product this x right; each element is summed in ascending order.</summary>
    public Matrix Times(Matrix right)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(right.Rows, Columns, nameof(right));
        var product = new double[Rows * right.Columns];
        for (int row = 0; row < Rows; row++)
        {
            Span<double> sums = product.AsSpan(row * right.Columns, right.Columns);
            ReadOnlySpan<double> factors = Row(row);
            for (int k = 0; k < Columns; k += RowsAtOnce)
            {
                int count = Math.Min(RowsAtOnce, Columns - k);
                AddRows(sums, factors.Slice(k, count), right.Values.AsSpan(k * right.Columns, count * right.Columns));
            }
        }

        return new Matrix(Rows, right.Columns, product);
    }

    /// <summary>
    /// Adds rows times their factors to the sums. Some columns go side by side, and their sums stay in a register over several rows; each
    /// column still multiplies, rounds and adds row by row, so no bit depends on it.
    /// </summary>
    private static void AddRows(Span<double> sums, ReadOnlySpan<double> factors, ReadOnlySpan<double> rows)
    {
        int column = 0;
        for (; column <= sums.Length - Vector<double>.Count; column += Vector<double>.Count)
        {
            var part = new Vector<double>(sums[column..]);
            for (int k = 0; k < factors.Length; k++)
                part += new Vector<double>(rows[((k * sums.Length) + column)..]) * factors[k];
            part.CopyTo(sums[column..]);
        }

        for (; column < sums.Length; column++)
        {
            for (int k = 0; k < factors.Length; k++)
                sums[column] += factors[k] * rows[(k * sums.Length) + column];
        }
    }

    /// <summary>Element by element sum.</summary>
    public Matrix Plus(Matrix right) => Of(Rows, Columns, (row, column) => this[row, column] + right[row, column]);

    /// <summary>One vector added to every row.</summary>
    public Matrix PlusRow(double[] bias) => Of(Rows, Columns, (row, column) => this[row, column] + bias[column]);

    /// <summary>A function of each element.</summary>
    public Matrix Map(Func<double, double> function) => new(Rows, Columns, Array.ConvertAll(Values, new Converter<double, double>(function)));
}
