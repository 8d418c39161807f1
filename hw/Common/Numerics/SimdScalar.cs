namespace Hardware.Common.Numerics;

/// <summary>The lane operators on one element: the truth that <see cref="SimdOperations"/> is held to.</summary>
public static class SimdScalar
{
    /// <summary>An arithmetic operator on FP32.</summary>
    /// <param name="operation">Not bitwise.</param>
    /// <param name="a">First operand.</param>
    /// <param name="b">Second operand; ignored by unary operators.</param>
    /// <exception cref="ArgumentOutOfRangeException">The operator is bitwise.</exception>
    public static float Apply(AluOperator operation, float a, float b) => operation switch
    {
        AluOperator.Bypass => a,
        AluOperator.Add => Nan.Canonicalize(a + b),
        AluOperator.Subtract => Nan.Canonicalize(a - b),
        AluOperator.Multiply => Nan.Canonicalize(a * b),
        AluOperator.Max => Extreme(a, b, a > b, preferNegativeZero: false),
        AluOperator.Min => Extreme(a, b, a < b, preferNegativeZero: true),
        AluOperator.IsEqual => Truth(a == b),
        AluOperator.NotEqual => Truth(a != b),
        AluOperator.IsGreaterThan => Truth(a > b),
        AluOperator.IsGreaterOrEqual => Truth(a >= b),
        AluOperator.IsLessThan => Truth(a < b),
        AluOperator.IsLessOrEqual => Truth(a <= b),
        AluOperator.LogicalAnd => Truth(a != 0 && b != 0),
        AluOperator.LogicalOr => Truth(a != 0 || b != 0),
        AluOperator.LogicalXor => Truth((a != 0) != (b != 0)),
        AluOperator.LogicalNot => Truth(a == 0),
        AluOperator.Abs => Nan.Canonicalize(MathF.Abs(a)),
        AluOperator.Power => Power.Compute(a, b),
        AluOperator.Rsqrt => Nan.Canonicalize((float)(1 / Math.Sqrt(a))), // no root is so near to a middle that FP64 misses the side
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "not an FP32 operator"),
    };

    /// <summary>A bitwise operator on the bits of one lane. Narrower integers are those of <see cref="IntegerAlu"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The operator is arithmetic.</exception>
    public static uint Apply(AluOperator operation, uint a, uint b) => operation switch
    {
        AluOperator.Bypass => a,
        AluOperator.BitwiseAnd => a & b,
        AluOperator.BitwiseOr => a | b,
        AluOperator.BitwiseXor => a ^ b,
        AluOperator.BitwiseNot => ~a,
        AluOperator.LogicalShiftLeft => b < 32 ? a << (int)b : 0,
        AluOperator.LogicalShiftRight => b < 32 ? a >> (int)b : 0,
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "not a bitwise operator"),
    };

    private static float Truth(bool value) => value ? 1 : 0;

    private static float Extreme(float a, float b, bool takeFirst, bool preferNegativeZero)
    {
        if (float.IsNaN(a) || float.IsNaN(b))
            return Nan.Canonical;
        if (a == b)
            return float.IsNegative(a) == preferNegativeZero ? a : b; // equal numbers, or zeros of two signs
        return takeFirst ? a : b;
    }
}
