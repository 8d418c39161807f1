using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>One element that is out of tolerance.</summary>
/// <param name="Flat">Position in row-major order.</param>
/// <param name="Indices">The same as a tuple.</param>
/// <param name="Got">The result.</param>
/// <param name="Expected">What was expected, before rounding to the result's type.</param>
/// <param name="Ulps">Units in the last place of the result's type between both; <see cref="long.MaxValue"/> for NaN against a number.</param>
public sealed record BadElement(int Flat, IReadOnlyList<int> Indices, double Got, double Expected, long Ulps)
{
    /// <summary><c>[3, 17]: got 1.5, expected 1.25 (2097152 ULP)</c>.</summary>
    public override string ToString()
    {
        string distance = Ulps == long.MaxValue ? "NaN on one side" : Ulps.ToString(CultureInfo.InvariantCulture) + " ULP";
        return string.Create(CultureInfo.InvariantCulture, $"[{string.Join(", ", Indices)}]: got {Got:R}, expected {Expected:G9} ({distance})");
    }
}

/// <summary>Holds a computed tensor against expected values and says where and how far they part.</summary>
public sealed record TensorComparison
{
    private TensorComparison(Tensor tensor) => Tensor = tensor;

    /// <summary>The computed tensor.</summary>
    public Tensor Tensor { get; }

    /// <summary>True when no element is out of tolerance.</summary>
    public bool Passed => BadCount == 0;

    /// <summary>Number of elements out of tolerance.</summary>
    public int BadCount { get; private init; }

    /// <summary>The out-of-tolerance element with the lowest position, or null.</summary>
    public BadElement? FirstBad { get; private init; }

    /// <summary>Largest |got - expected|; infinite when a NaN or infinity has no counterpart.</summary>
    public double MaximumError { get; private init; }

    /// <summary>Where <see cref="MaximumError"/> is; empty when every element is exact.</summary>
    public IReadOnlyList<int> MaximumErrorIndices { get; private init; } = [];

    /// <summary>Largest finite |expected|, the scale of <see cref="Tolerance.RelativeToMaximum"/>.</summary>
    public double MaximumExpected { get; private init; }

    /// <summary>Compares with a tensor of the same shape, of any type.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorShapeMismatch"/>: the expectation has another shape.</exception>
    public static TensorComparison Compare(Tensor got, Tensor expected, Tolerance tolerance)
    {
        expected.RequireShape(got.Shape);
        return Compare(got, expected.ToDoubles(), tolerance);
    }

    /// <summary>Compares with one value an element, in row-major order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are more or fewer values than elements.</exception>
    public static TensorComparison Compare(Tensor got, ReadOnlySpan<double> expected, Tolerance tolerance)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(expected.Length, got.Count, nameof(expected));
        double maximum = 0;
        foreach (double value in expected)
        {
            if (double.IsFinite(value))
                maximum = Math.Max(maximum, Math.Abs(value));
        }

        int bad = 0, firstBad = -1, worst = -1;
        double worstError = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            double error = Error(got[i], expected[i]);
            if (error > worstError)
                (worstError, worst) = (error, i);
            bool within = double.IsFinite(error) && error <= tolerance.Allowed(expected[i], maximum);
            if (error == 0 || within)
                continue;
            bad++;
            if (firstBad < 0)
                firstBad = i;
        }

        return new TensorComparison(got)
        {
            BadCount = bad,
            MaximumExpected = maximum,
            MaximumError = worstError,
            MaximumErrorIndices = worst < 0 ? [] : TensorShape.Indices(got.Shape, worst),
            FirstBad = firstBad < 0 ? null : new BadElement(
                firstBad,
                TensorShape.Indices(got.Shape, firstBad),
                got[firstBad],
                expected[firstBad],
                got.UlpDistance(firstBad, expected[firstBad])),
        };
    }

    /// <summary>One line for a person.</summary>
    public override string ToString()
    {
        string share = MaximumExpected > 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({MaximumError / MaximumExpected:P4} of the largest expected value)")
            : "";
        string error = string.Create(CultureInfo.InvariantCulture, $"largest error {MaximumError:G4}{share}");
        return FirstBad is null
            ? $"{Tensor.Name}: {Tensor.Count} elements within tolerance, {error}"
            : $"{Tensor.Name}: {BadCount} of {Tensor.Count} elements out of tolerance, first {FirstBad}, {error}";
    }

    private static double Error(double got, double expected)
    {
        if (got == expected || (double.IsNaN(got) && double.IsNaN(expected)))
            return 0;
        double error = Math.Abs(got - expected);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }
}
