using System.Numerics;
using Hardware.Common.Numerics;
using static Hardware.Testbench.References.Exact.SingleBits;

namespace Hardware.Testbench.References.Exact;

/// <summary>
/// a to the power of b on FP32, by IEEE 754-2019 <c>pow</c> (9.2.1), from products and square roots alone: b = n x 2^k, so the power is the product
/// of n (times 2^k) factors, each a or the last of -k square roots of it. No logarithm, and nothing of the model.
/// </summary>
public static class ExactPower
{
    /// <summary>Bits that a product or root keeps. A power of up to 2^33 factors is then within 2^-470 of itself.</summary>
    private const int Precision = 512;

    /// <summary>A factor with this power of two, up or down, takes every product of it out of the range of FP32.</summary>
    private const int Beyond = 1000;

    public static uint Compute(uint a, uint b)
    {
        if (ExactArithmetic.IsZero(b) || a == One)
            return One;
        if (ExactArithmetic.IsNan(a) || ExactArithmetic.IsNan(b))
            return QuietNan;
        var magnitude = a & ~Sign;
        var negativeExponent = (b & Sign) != 0;
        if (ExactArithmetic.IsInfinite(b))
            return magnitude == One ? One : magnitude > One != negativeExponent ? Infinity : 0;

        // Codes of finite numbers: an integer is a multiple of 2^0, an odd one of no more.
        var exponent = ExactArithmetic.Value(b & ~Sign);
        var twos = exponent.Exponent + (int)BigInteger.TrailingZeroCount(exponent.Significand);
        var sign = twos == 0 ? a & Sign : 0;
        if (magnitude is 0 or Infinity)
            return sign | (magnitude == 0 == negativeExponent ? Infinity : 0);
        if ((a & Sign) != 0 && twos < 0)
            return QuietNan;
        return sign | OfPositive(magnitude, exponent.Significand >> (twos - exponent.Exponent), twos, negativeExponent);
    }

    /// <summary>a to the power of odd x 2^twos, or 1 over it.</summary>
    private static uint OfPositive(uint a, BigInteger odd, int twos, bool reciprocal)
    {
        if (a == One)
            return One;
        var bits = (int)odd.GetBitLength() + twos;

        // |log2 a| is between 2^-24 and 150: beyond 2^32 every power leaves the range, below 2^-34 it is 1 within a quarter of a unit.
        if (bits > 33)
            return a > One != reciprocal ? Infinity : 0;
        if (bits < -34)
            return One;
        var value = ExactArithmetic.Value(a);
        var exact = true;
        for (; twos < 0; twos++)
            value = Root(value, ref exact);
        var power = new ExactReal(1, 0);
        for (var factors = odd << twos; !factors.IsZero; factors >>= 1)
        {
            if (Math.Abs(value.Significand.GetBitLength() + value.Exponent) > Beyond)
                return a > One != reciprocal ? Infinity : 0;
            if (!factors.IsEven)
                power = Cut(power * value, ref exact);
            value = Cut(value * value, ref exact);
        }

        if (reciprocal)
        {
            exact &= BigInteger.IsPow2(power.Significand);
            power = new ExactReal((BigInteger.One << (2 * Precision)) / power.Significand, (-2 * Precision) - power.Exponent);
        }

        return exact ? power.Round(FloatFormat.Float32) : RoundBetween(power);
    }

    /// <summary>Both ends of what the power may be must round to the same number.</summary>
    private static uint RoundBetween(ExactReal power)
    {
        const int Known = 400;
        var scaled = power.Significand << Known;
        var low = new ExactReal(scaled - power.Significand, power.Exponent - Known).Round(FloatFormat.Float32);
        var high = new ExactReal(scaled + power.Significand, power.Exponent - Known).Round(FloatFormat.Float32);
        return low == high ? low : throw new InvalidOperationException($"{Precision} bits do not decide between {low:x8} and {high:x8}.");
    }

    private static ExactReal Root(ExactReal value, ref bool exact)
    {
        var shift = (2 * Precision) + (value.Exponent & 1);
        var radicand = value.Significand << shift;

        // Newton from above falls until it is the floor of the root.
        var root = BigInteger.One << (int)((radicand.GetBitLength() + 1) / 2);
        for (var next = (root + (radicand / root)) >> 1; next < root; next = (root + (radicand / root)) >> 1)
            root = next;
        exact &= root * root == radicand;
        return Cut(new ExactReal(root, (value.Exponent - shift) / 2), ref exact);
    }

    /// <summary>The leading bits; trailing zeros are dropped, so that exact numbers stay short.</summary>
    private static ExactReal Cut(ExactReal value, ref bool exact)
    {
        var drop = Math.Max((int)value.Significand.GetBitLength() - Precision, (int)BigInteger.TrailingZeroCount(value.Significand));
        if (drop <= 0)
            return value;
        exact &= BigInteger.TrailingZeroCount(value.Significand) >= drop;
        return new ExactReal(value.Significand >> drop, value.Exponent + drop);
    }
}
