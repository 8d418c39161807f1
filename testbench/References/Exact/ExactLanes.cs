using System.Numerics;
using Hardware.Common.Numerics;
using static Hardware.Testbench.References.Exact.SingleBits;

namespace Hardware.Testbench.References.Exact;

/// <summary>The operators of the lanes by their definitions, on the bits of one lane: exact arithmetic, or comparison of sign and magnitude.</summary>
public static class ExactLanes
{
    /// <summary>The result of an operator; arithmetic ones see FP32, bitwise ones a word.</summary>
    public static uint Apply(AluOperator operation, uint a, uint b) => operation switch
    {
        AluOperator.Bypass => a,
        AluOperator.Add => ExactArithmetic.Add(a, b),
        AluOperator.Subtract => ExactArithmetic.Subtract(a, b),
        AluOperator.Multiply => ExactArithmetic.Multiply(a, b),
        AluOperator.Max => Extreme(a, b, larger: true),
        AluOperator.Min => Extreme(a, b, larger: false),
        AluOperator.IsEqual => Truth(ExactArithmetic.Compare(a, b) is 0),
        AluOperator.NotEqual => Truth(ExactArithmetic.Compare(a, b) is not 0),
        AluOperator.IsGreaterThan => Truth(ExactArithmetic.Compare(a, b) > 0),
        AluOperator.IsGreaterOrEqual => Truth(ExactArithmetic.Compare(a, b) >= 0),
        AluOperator.IsLessThan => Truth(ExactArithmetic.Compare(a, b) < 0),
        AluOperator.IsLessOrEqual => Truth(ExactArithmetic.Compare(a, b) <= 0),
        AluOperator.LogicalAnd => Truth(!ExactArithmetic.IsZero(a) && !ExactArithmetic.IsZero(b)),
        AluOperator.LogicalOr => Truth(!ExactArithmetic.IsZero(a) || !ExactArithmetic.IsZero(b)),
        AluOperator.LogicalXor => Truth(ExactArithmetic.IsZero(a) != ExactArithmetic.IsZero(b)),
        AluOperator.LogicalNot => Truth(ExactArithmetic.IsZero(a)),
        AluOperator.Abs => ExactArithmetic.IsNan(a) ? QuietNan : a & ~Sign,
        AluOperator.Power => ExactPower.Compute(a, b),
        AluOperator.Rsqrt => ExactArithmetic.ReciprocalSquareRoot(a),
        _ => Integer(operation, 32, a, b),
    };

    /// <summary>The result of an operator on integers of a width, signed or not: operands and result are zero-extended.</summary>
    public static uint Integer(AluOperator operation, int bits, uint a, uint b)
    {
        BigInteger exact = operation switch
        {
            AluOperator.Add => (BigInteger)a + b,
            AluOperator.Subtract => (BigInteger)a - b,
            AluOperator.Multiply => (BigInteger)a * b,
            AluOperator.BitwiseAnd => Bits(a, b, (x, y) => x && y),
            AluOperator.BitwiseOr => Bits(a, b, (x, y) => x || y),
            AluOperator.BitwiseXor => Bits(a, b, (x, y) => x != y),
            AluOperator.BitwiseNot => Bits(a, b, (x, _) => !x),
            AluOperator.LogicalShiftLeft => b < bits ? a * BigInteger.Pow(2, (int)b) : 0,
            AluOperator.LogicalShiftRight => b < bits ? a / BigInteger.Pow(2, (int)b) : 0,
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "no integer form"),
        };
        return (uint)(exact & ((BigInteger.One << bits) - 1));
    }

    private static uint Truth(bool value) => value ? One : 0;

    // -0 lies below +0, so the order is that of sign and magnitude.
    private static uint Extreme(uint a, uint b, bool larger)
    {
        if (ExactArithmetic.IsNan(a) || ExactArithmetic.IsNan(b))
            return QuietNan;
        return Rank(a) > Rank(b) == larger ? a : b;
    }

    private static long Rank(uint a) => (a & Sign) == 0 ? a : -1 - (long)(a & ~Sign);

    private static uint Bits(uint a, uint b, Func<bool, bool, bool> function)
    {
        uint result = 0;
        for (var bit = 0; bit < 32; bit++)
            result |= function((a >> bit & 1) != 0, (b >> bit & 1) != 0) ? 1u << bit : 0;
        return result;
    }
}
