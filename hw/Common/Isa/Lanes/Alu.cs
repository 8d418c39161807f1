using Hardware.Common.Numerics;

namespace Hardware.Common.Isa.Lanes;

/// <summary>The operators of the ALU as instructions name them, and which rules each follows.</summary>
public static class Alu
{
    /// <summary>Names in text, by code.</summary>
    public static IReadOnlyList<string?> Names { get; } = [.. Enumerable.Range(0, AluOperators.Count).Select(code => ((AluOperator)code).AssemblyName())];

    /// <summary>Operators that GpSimdE computes exactly on 32-bit integers.</summary>
    public static bool IsExactInteger(AluOperator op) => op is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply;

    /// <summary>The rule on types: bitwise operators need integers of one type on both sides.</summary>
    public static string? Check(AluOperator op, in AccessPattern source, in AccessPattern destination)
    {
        if (!op.IsBitwise())
            return null;
        return source.Type.IsInteger() && source.Type == destination.Type
            ? null
            : $"{Names[(int)op]} from {source.Type.AssemblyName()} to {destination.Type.AssemblyName()}; one integer type on both sides would be right";
    }

    /// <summary>A choice of operators.</summary>
    public static OperandSlot Slot(string name, int index, bool required = true) => OperandSlot.Choice(name, index, Names, required);
}
