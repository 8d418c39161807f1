namespace Hardware.Testbench.Tensors;

/// <summary>
/// How far a result may be from what is expected: |got - expected| &lt;= Absolute + Relative x |expected| + RelativeToMaximum x (the
/// largest finite |expected| of the tensor). NaN must meet NaN, and an infinity the same infinity.
/// </summary>
/// <param name="Relative">Share of the element's own expected value (numpy's rtol).</param>
/// <param name="Absolute">In the tensor's own unit (numpy's atol).</param>
/// <param name="RelativeToMaximum">Share of the largest expected value: what matrix products with cancellation can be held to.</param>
public readonly record struct Tolerance(double Relative = 0, double Absolute = 0, double RelativeToMaximum = 0)
{
    /// <summary>Equal values; zeros of both signs are equal.</summary>
    public static Tolerance Exact => default;

    /// <summary>The allowed error of one element.</summary>
    public double Allowed(double expected, double maximum) =>
        Absolute + (Relative * Math.Abs(expected)) + (RelativeToMaximum * maximum);
}
