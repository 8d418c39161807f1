namespace Hardware.Common.Numerics;

/// <summary>Spelling and class of each <see cref="AluOperator"/>.</summary>
public static class AluOperators
{
    private static readonly string[] Names =
    [
        "bypass", "add", "subtract", "multiply", "max", "min", "is_equal", "not_equal", "is_gt", "is_ge", "is_lt", "is_le",
        "logical_and", "logical_or", "logical_xor", "logical_not", "abs", "bitwise_and", "bitwise_or", "bitwise_xor", "bitwise_not",
        "logical_shift_left", "logical_shift_right", "power", "rsqrt",
    ];

    /// <summary>The spelling in assembly text.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no operator.</exception>
    public static string AssemblyName(this AluOperator operation) => (int)operation < Names.Length
        ? Names[(int)operation]
        : throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an ALU operator");

    /// <summary>Reads the assembly spelling; exact, lower case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AluOperator operation)
    {
        for (var code = 0; code < Names.Length; code++)
        {
            if (text.SequenceEqual(Names[code]))
            {
                operation = (AluOperator)code;
                return true;
            }
        }

        operation = default;
        return false;
    }

    /// <summary>Works on integer bits without casts. <see cref="AluOperator.Bypass"/> is not: it also moves floats.</summary>
    public static bool IsBitwise(this AluOperator operation) =>
        operation is >= AluOperator.BitwiseAnd and <= AluOperator.LogicalShiftRight;

    /// <summary>Sees only whether its operands are zero.</summary>
    public static bool IsLogical(this AluOperator operation) => operation is >= AluOperator.LogicalAnd and <= AluOperator.LogicalNot;

    /// <summary>Takes one operand.</summary>
    public static bool IsUnary(this AluOperator operation) =>
        operation is AluOperator.Bypass or AluOperator.LogicalNot or AluOperator.Abs or AluOperator.BitwiseNot
        or AluOperator.Rsqrt;

    /// <summary>May fold a free axis into one element (the operators that NKI marks as legal reductions).</summary>
    public static bool IsLegalReduction(this AluOperator operation) => operation
        is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply or AluOperator.Max or AluOperator.Min
        or AluOperator.LogicalAnd or AluOperator.LogicalOr or AluOperator.LogicalXor
        or AluOperator.BitwiseAnd or AluOperator.BitwiseOr or AluOperator.BitwiseXor;
}
