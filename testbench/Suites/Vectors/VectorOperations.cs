using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>Every function of vector files that the chip computes, and why it does not compute the others.</summary>
public static class VectorOperations
{
    private const string NearEven = "near_even";

    private static readonly string[] OtherRoundings = ["minMag", "min", "max", "near_maxMag", "odd"];

    /// <summary>Functions of Berkeley TestFloat that no part of the chip computes.</summary>
    private static readonly string[] NotComputed = ["rem", "roundToInt"];

    /// <summary>All functions: arithmetic first, then conversions.</summary>
    public static IReadOnlyList<VectorOperation> All { get; } =
    [
        .. new[] { VectorNumber.Single, VectorNumber.Half, VectorNumber.Brain }.SelectMany(Arithmetic),
        .. from @from in VectorNumber.All from to in VectorNumber.All where @from != to select ConversionOperation.Of(@from, to),
    ];

    /// <summary>
    /// The function of a name: TestFloat's (also with <c>_r_near_even</c>, <c>_rx_near_even</c> or <c>.near_even</c> behind it), or
    /// <c>e4m3.codes</c> for <c>e4m3_to_f32</c>.
    /// </summary>
    /// <exception cref="InputException">The chip does not compute it so.</exception>
    public static VectorOperation Find(string name)
    {
        var text = WithoutRounding(name);
        if (text.EndsWith(".codes", StringComparison.Ordinal))
            text = text[..^".codes".Length] + "_to_f32";
        foreach (var operation in All)
        {
            if (string.Equals(operation.Name, text, StringComparison.OrdinalIgnoreCase))
                return operation;
        }

        var because = NotComputed.Any(n => text.EndsWith("_" + n, StringComparison.Ordinal)) ? ", and no unit of the chip computes it" : "";
        throw new InputException(
            OptionCode.VectorOperationUnknown,
            $"no function '{name}'{because}{Suggestion.DidYouMean(text, All.Select(o => o.Name))}; functions are "
            + "{f32|f16|bf16}_{add|sub|mul|mulAdd|div|sqrt|abs|eq|le|lt|eq_signaling|le_quiet|lt_quiet} "
            + $"and A_to_B among {string.Join(' ', VectorNumber.All.Select(n => n.Name))}");
    }

    /// <summary>The chip has one deterministic rounding, so a name that asks for another has no answer here.</summary>
    private static string WithoutRounding(string name)
    {
        foreach (var mark in new[] { "_rx_", "_r_", "." })
        {
            if (name.IndexOf(mark, StringComparison.Ordinal) is not (>= 0 and var at))
                continue;
            var rounding = name[(at + mark.Length)..];
            if (rounding is NearEven)
                return name[..at];
            if (OtherRoundings.Contains(rounding, StringComparer.Ordinal))
                throw new InputException(OptionCode.VectorRoundingUnsupported, $"'{name}' rounds by {rounding}; the chip rounds to nearest even: give {name[..at]} with vectors of {NearEven}");
        }

        return name;
    }

    private static IEnumerable<VectorOperation> Arithmetic(VectorNumber number)
    {
        yield return Lanes(number, "add", 2, "lanes", Apply(AluOperator.Add));
        yield return Lanes(number, "sub", 2, "lanes", Apply(AluOperator.Subtract));
        yield return Lanes(number, "mul", 2, "lanes", Apply(AluOperator.Multiply));
        yield return Lanes(number, "div", 2, "divider of Reciprocal", (o, result, width) => SimdOperations.Divide(o[0], o[1], result, width));
        yield return Lanes(number, "sqrt", 1, "square root", (o, result, width) => SimdOperations.SquareRoot(o[0], result, width));
        yield return Lanes(number, "abs", 1, "lanes", (o, result, width) => SimdOperations.Apply(AluOperator.Abs, o[0], default, result, width));
        yield return new MultiplyAddOperation { Name = $"{number.Name}_mulAdd", Means = Means(number, "array"), Operands = [number, number, number], Result = number };
        foreach (var name in new[] { "eq", "eq_signaling" })
            yield return Compares(number, name, AluOperator.IsEqual);
        foreach (var name in new[] { "le", "le_quiet" })
            yield return Compares(number, name, AluOperator.IsLessOrEqual);
        foreach (var name in new[] { "lt", "lt_quiet" })
            yield return Compares(number, name, AluOperator.IsLessThan);
    }

    private static SimdOperation Lanes(VectorNumber number, string name, int operands, string means, SimdOperation.Kernel compute) => new()
    {
        Name = $"{number.Name}_{name}",
        Means = Means(number, means),
        Operands = [.. Enumerable.Repeat(number, operands)],
        Result = number,
        Compute = compute,
    };

    private static SimdOperation Compares(VectorNumber number, string name, AluOperator operation) => new()
    {
        Name = $"{number.Name}_{name}",
        Means = Means(number, "lanes"),
        Operands = [number, number],
        Result = VectorNumber.Truth,
        Compute = Apply(operation),
    };

    private static string Means(VectorNumber number, string unit) => number == VectorNumber.Single ? unit : unit + " in FP32";

    private static SimdOperation.Kernel Apply(AluOperator operation) => (o, result, width) => SimdOperations.Apply(operation, o[0], o[1], result, width);
}
