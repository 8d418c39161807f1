using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>What kind of case a value is for a destination: the columns of the coverage tables.</summary>
internal static class ConversionClass
{
    /// <summary>The class of a value that is to become an element of a type.</summary>
    public static string Of(DataType to, in ExactValue value)
    {
        if (value.Kind != ExactKind.Number)
            return value.Kind == ExactKind.NaN ? "NaN" : "infinity";
        if (value.Magnitude.IsZero)
            return "zero";
        if (to == DataType.Boolean)
            return "non-zero";
        return to.IsFloat() ? OfFloat(ExactConversion.FloatOf(to), value) : OfInteger(to, value);
    }

    /// <summary>The class of an element of a type.</summary>
    public static string OfSource(DataType from, in ExactValue value)
    {
        if (value.Kind != ExactKind.Number || value.Magnitude.IsZero || from == DataType.Boolean)
            return Of(DataType.Boolean, value);
        if (!from.IsFloat())
            return value.Negative ? "negative" : "positive";
        var format = ExactConversion.FloatOf(from);
        return format.IsSubnormal(format.Round(value.Magnitude, Rounding.Stochastic, 0)) ? "subnormal" : "normal";
    }

    /// <summary>The class of a number, not 0, that is to become a code of a layout.</summary>
    public static string OfFloat(ExactFloat to, in ExactValue value)
    {
        // Random bits of 0 never carry: the neighbour below.
        var low = to.Round(value.Magnitude, Rounding.Stochastic, 0);
        if (to.Round(value.Magnitude, Rounding.NearestEven, 0) > to.LargestFinite)
            return "overflow";
        if (to.ValueOf(low) == value.Magnitude)
            return to.IsSubnormal(low) ? "subnormal" : "exact";
        if (to.ValueOf(low) + to.ValueOf(low + 1) == value.Magnitude * 2)
            return to.IsSubnormal(low) ? "subnormal tie" : "tie";
        return to.IsSubnormal(low) ? "subnormal inexact" : "inexact";
    }

    private static string OfInteger(DataType to, in ExactValue value)
    {
        var one = ExactValue.Units(1, 0);
        if (value.Negative ? value.Magnitude > -to.Smallest() * one : value.Magnitude > to.Largest() * one)
            return "overflow";
        var fraction = value.Magnitude % one;
        return fraction.IsZero ? "exact" : fraction * 2 == one ? "tie" : "inexact";
    }
}
