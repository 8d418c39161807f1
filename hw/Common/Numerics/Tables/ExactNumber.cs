using System.Numerics;

namespace Hardware.Common.Numerics.Tables;

/// <summary>
/// Fixed-point numbers: an integer in units of 2^-256. Each operation truncates once; the functions sum power series until a term
/// vanishes. The tables and powers that are hard to round need values down to 2^-150, of which about 100 bits are then correct.
/// </summary>
public static class ExactNumber
{
    public const int FractionBits = 256;

    public static BigInteger One { get; } = BigInteger.One << FractionBits;

    /// <summary>Machin: pi = 16 arctan(1/5) - 4 arctan(1/239).</summary>
    public static BigInteger Pi { get; } = (16 * ArcTangentOfInverse(5)) - (4 * ArcTangentOfInverse(239));

    private static BigInteger LogarithmOf2 { get; } = 2 * HyperbolicArcTangent(One / 3);

    public static BigInteger Multiply(BigInteger a, BigInteger b) => (a * b) >> FractionBits;

    public static BigInteger Divide(BigInteger a, BigInteger b) => (a << FractionBits) / b;

    /// <summary>An FP32 value, exact.</summary>
    public static BigInteger FromSingle(float value)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var magnitude = bits & 0x7FFFFFFF;
        var field = (int)(magnitude >> 23);
        BigInteger significand = field == 0 ? magnitude : (magnitude & 0x7FFFFF) | 0x800000;
        var result = significand << (Math.Max(field, 1) - 150 + FractionBits);
        return bits >> 31 == 0 ? result : -result;
    }

    /// <summary>An FP64 value of at least 2^-203 or zero, exact: the last of its bits is then at least 2^-256.</summary>
    public static BigInteger FromDouble(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var field = (int)((bits >> 52) & 0x7FF);
        BigInteger significand = field == 0 ? 0 : (bits & ((1UL << 52) - 1)) | (1UL << 52);
        var result = significand << (field - 1075 + FractionBits);
        return bits >> 63 == 0 ? result : -result;
    }

    /// <summary>To FP64, within one unit of its last place.</summary>
    public static double ToDouble(BigInteger value) => Math.ScaleB((double)value, -FractionBits);

    /// <summary>To the nearest FP32, ties to even.</summary>
    public static float ToSingle(BigInteger value)
    {
        if (value.IsZero)
            return 0;
        var sign = value.Sign < 0 ? 0x80000000 : 0;
        var magnitude = BigInteger.Abs(value);
        var leading = (int)magnitude.GetBitLength() - 1 - FractionBits;
        if (leading > 127)
            return BitConverter.UInt32BitsToSingle(sign | 0x7F800000);
        var target = Math.Max(leading, -126);
        var shift = target - 23 + FractionBits;
        var kept = magnitude >> shift;
        var discarded = magnitude - (kept << shift);
        var half = BigInteger.One << (shift - 1);
        if (discarded > half || (discarded == half && !kept.IsEven))
            kept++;
        return BitConverter.UInt32BitsToSingle(sign | (((uint)(target + 126) << 23) + (uint)kept));
    }

    /// <summary>e^x: x = k ln 2 + r, the series of r / 256, eight squarings, a shift.</summary>
    public static BigInteger Exponential(BigInteger x)
    {
        const int Squarings = 8;
        var k = (int)BigInteger.Divide(x, LogarithmOf2);
        var r = (x - (k * LogarithmOf2)) >> Squarings;
        var (sum, term) = (One, One);
        for (var n = 1; !term.IsZero && n < 200; n++)
        {
            term = Multiply(term, r) / n;
            sum += term;
        }

        for (var i = 0; i < Squarings; i++)
            sum = Multiply(sum, sum);
        return sum << k; // to the right where k is negative
    }

    /// <summary>ln x for x above zero: x = 2^k m, 2 artanh((m - 1) / (m + 1)).</summary>
    public static BigInteger Logarithm(BigInteger x)
    {
        var k = (int)x.GetBitLength() - 1 - FractionBits;
        var m = x >> k; // to the left where k is negative
        return (k * LogarithmOf2) + (2 * HyperbolicArcTangent(Divide(m - One, m + One)));
    }

    public static BigInteger SquareRoot(BigInteger x)
    {
        var target = x << FractionBits;
        var root = BigInteger.One << (((int)target.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (target / root)) >> 1; // Newton from above falls until it is the floor of the root
            if (next >= root)
                return root;
            root = next;
        }
    }

    /// <summary>sin x and cos x from their series; for arguments of a few units.</summary>
    public static (BigInteger Sine, BigInteger Cosine) SineCosine(BigInteger x)
    {
        var (sine, cosine, term) = (BigInteger.Zero, BigInteger.Zero, One);
        for (var n = 0; !term.IsZero; n++)
        {
            switch (n & 3)
            {
                case 0: cosine += term; break;
                case 1: sine += term; break;
                case 2: cosine -= term; break;
                default: sine -= term; break;
            }

            term = Multiply(term, x) / (n + 1);
        }

        return (sine, cosine);
    }

    /// <summary>erf x = 2 / sqrt(pi) sum of (-1)^n x^(2n+1) / (n! (2n+1)), with guard bits for the cancellation of e^(x^2).</summary>
    public static BigInteger ErrorFunction(BigInteger x)
    {
        const int GuardBits = 192;
        var wide = FractionBits + GuardBits;
        var argument = x << GuardBits;
        var square = (argument * argument) >> wide;
        var (sum, power) = (argument, argument);
        for (var n = 1; !power.IsZero && power != BigInteger.MinusOne; n++)
        {
            power = -((power * square) >> wide) / n;
            sum += power / ((2 * n) + 1);
        }

        return Divide(2 * (sum >> GuardBits), SquareRoot(Pi));
    }

    /// <summary>arctan x: halved four times by arctan x = 2 arctan(x / (1 + sqrt(1 + x^2))), then the series.</summary>
    public static BigInteger ArcTangent(BigInteger x)
    {
        const int Halvings = 4;
        for (var i = 0; i < Halvings; i++)
            x = Divide(x, One + SquareRoot(One + Multiply(x, x)));
        var square = Multiply(x, x);
        var (sum, power) = (x, x);
        for (var n = 3; !power.IsZero && power != BigInteger.MinusOne; n += 2)
        {
            power = -Multiply(power, square);
            sum += power / n;
        }

        return sum << Halvings;
    }

    private static BigInteger HyperbolicArcTangent(BigInteger x)
    {
        var square = Multiply(x, x);
        var (sum, power) = (x, x);
        for (var n = 3; !power.IsZero && power != BigInteger.MinusOne; n += 2)
        {
            power = Multiply(power, square);
            sum += power / n;
        }

        return sum;
    }

    private static BigInteger ArcTangentOfInverse(int inverse)
    {
        var term = One / inverse;
        var sum = term;
        for (var n = 3; !term.IsZero; n += 2)
        {
            term = -term / (inverse * inverse);
            sum += term / n;
        }

        return sum;
    }
}
