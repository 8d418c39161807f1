namespace Hardware.Common.Numerics;

/// <summary>
/// Operators of the lanes, and kernels of GpSimdE (AWS Neuron: nki.isa, supported math operators). Arithmetic ones compute in FP32, bitwise ones on
/// unsigned integers without any cast. A comparison or logical operator gives 1.0 or 0.0.
/// </summary>
public enum AluOperator : byte
{
    /// <summary>The first operand, bits unchanged.</summary>
    Bypass = 0,
    Add,
    Subtract,
    Multiply,

    /// <summary>The larger; NaN if either is NaN; +0 is above -0.</summary>
    Max,

    /// <summary>The smaller; NaN if either is NaN; -0 is below +0.</summary>
    Min,
    IsEqual,
    NotEqual,
    IsGreaterThan,
    IsGreaterOrEqual,
    IsLessThan,
    IsLessOrEqual,

    /// <summary>Both operands differ from zero (NaN does).</summary>
    LogicalAnd,
    LogicalOr,
    LogicalXor,

    /// <summary>The first operand is zero.</summary>
    LogicalNot,

    /// <summary>The first operand without its sign.</summary>
    Abs,
    BitwiseAnd,
    BitwiseOr,
    BitwiseXor,
    BitwiseNot,

    /// <summary>By the second operand; 0 for counts of 32 and more.</summary>
    LogicalShiftLeft,

    /// <summary>By the second operand, zeros enter; there is no arithmetic right shift.</summary>
    LogicalShiftRight,

    /// <summary>The first operand to the power of the second.</summary>
    Power,

    /// <summary>1 over the square root of the first operand; of a zero the infinity of its sign, of a negative number NaN.</summary>
    Rsqrt,
}
