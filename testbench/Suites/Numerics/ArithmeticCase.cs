using System.Numerics;
using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>Operands of an arithmetic operation, as FP32 bits; operations of fewer operands take the first ones.</summary>
public readonly record struct ArithmeticInput(uint A, uint B, uint C)
{
    public override string ToString() => $"({A:x8} {B:x8} {C:x8})";
}

/// <summary>Operands for operations that round once.</summary>
/// <param name="Inputs">At least one.</param>
public sealed record ArithmeticCase(ArithmeticInput[] Inputs)
{
    private const int MostInputs = 40;
    private const uint Sign = 0x80000000;

    private static Gen<uint> Classed { get; } =
        from value in Gen.Elements(Enum.GetValues<ValueClass>())
        from high in Words.Any
        from low in Words.Any
        select ElementCodes.Draw(DataType.Float32, value, ((ulong)high << 32) | low);

    private static Gen<uint> Shifts { get; } =
        from value in Gen.Choose(0, 40)
        select (uint)value;

    private static Gen<uint> Moderate { get; } =
        from word in Words.Any
        from field in Gen.Choose(100, 150)
        select (word & 0x807FFFFF) | ((uint)field << 23);

    private static Gen<ArithmeticInput> Any { get; } = Triple(Words.Any);

    private static Gen<ArithmeticInput> Classes { get; } = Triple(Classed);

    /// <summary>An addend within some units of the negated product, which leaves its low bits, or of the product itself.</summary>
    private static Gen<ArithmeticInput> Cancelling { get; } =
        from a in Moderate
        from b in Moderate
        from units in Gen.Choose(-3, 3)
        from flip in Gen.Elements(0u, Sign)
        let product = BitConverter.SingleToUInt32Bits(BitConverter.UInt32BitsToSingle(a) * BitConverter.UInt32BitsToSingle(b))
        select new ArithmeticInput(a, b, (product ^ flip) + (uint)units);

    /// <summary>A product of 25 bits, often a tie, and an addend too small to be seen except by deciding it.</summary>
    private static Gen<ArithmeticInput> Ties { get; } =
        from a in Words.Any
        from b in Words.Any
        from c in Words.Any
        from scale in Gen.Choose(64, 190)
        select new ArithmeticInput(
            (a & Sign) | 0x3F800000 | (a & 0x7FF000), (b & Sign) | 0x3F800000 | (b & 0x7FF800), (c & Sign) | ((uint)(scale % 100) << 23) | (c & 0x7FFFFF));

    /// <summary>Products and sums about 2^-126 and 2^-149, or about the largest number.</summary>
    private static Gen<ArithmeticInput> Borders { get; } =
        from a in Words.Any
        from b in Words.Any
        from c in Words.Any
        from field in Gen.Choose(1, 253)
        from sum in Gen.OneOf(Gen.Choose(100, 130), Gen.Choose(376, 384))
        let other = Math.Clamp(sum - field, 1, 254)
        let third = Math.Clamp(sum - 127 + (int)(c % 5) - 2, 0, 254)
        select new ArithmeticInput(
            (a & 0x807FFFFF) | ((uint)field << 23), (b & 0x807FFFFF) | ((uint)other << 23), (c & 0x807FFFFF) | ((uint)third << 23));

    /// <summary>
    /// A base a near 1 or far from it, often of few bits, and an exponent b, then of few bits too, with |b log2 a| from about 2^-2 to 2^8: powers
    /// in the range of FP32 and just out of it.
    /// </summary>
    private static Gen<ArithmeticInput> Powers { get; } =
        from a in Words.Any
        from b in Words.Any
        from field in Gen.OneOf(Gen.Choose(1, 253), Gen.Choose(117, 137), Gen.Choose(126, 127))
        from cut in Gen.Elements(0, 0, 9, 16)
        from high in Gen.Choose(0, 9)
        let logarithm = (uint)BitOperations.Log2((uint)Math.Max(Math.Abs(field - 127), 1))
        select new ArithmeticInput(
            (Short(a, cut) & 0x807FFFFF) | ((uint)field << 23), (Short(b, 2 * cut % 23) & 0x807FFFFF) | ((134 - logarithm - (uint)high) << 23), b);

    /// <summary>A power of 24 to 26 bits, so mostly a middle of two numbers: r^n, or the same as (r^(2^k))^(n / 2^k), times a power of two.</summary>
    private static Gen<ArithmeticInput> PowerTies { get; } =
        from n in Gen.Elements(2, 3, 5, 6, 7)
        from r in Gen.Choose((int)Math.Pow(2, 24.0 / n), (int)Math.Pow(2, 25.0 / n))
        from k in Gen.Choose(0, (int)Math.Log2(24 / Math.Log2(r)))
        from twos in Gen.Choose(-20, 20)
        from c in Words.Any
        let root = Math.ScaleB(Math.Pow(r, 1 << k), twos << k)
        select new ArithmeticInput(BitConverter.SingleToUInt32Bits((float)root), BitConverter.SingleToUInt32Bits((float)n / (1 << k)), c);

    public static Arbitrary<ArithmeticCase> Arbitrary { get; } = Arb.From(
        from count in Gen.Choose(1, MostInputs)
        from inputs in Gen.Frequency(
            (2, Any), (3, Classes), (3, Cancelling), (2, Ties), (3, Borders), (3, Powers), (1, PowerTies),
            (1, from word in Words.Any from shift in Shifts from c in Words.Any select new ArithmeticInput(word, shift, c))).ArrayOf(count)
        select new ArithmeticCase(inputs),
        c => Shrinking.Sequence(c.Inputs, Smaller, fewest: 1).Select(inputs => new ArithmeticCase(inputs)));

    public override string ToString() => string.Join(", ", Inputs);

    private static uint Short(uint word, int zeros) => word >> zeros << zeros;

    private static Gen<ArithmeticInput> Triple(Gen<uint> words) =>
        from a in words
        from b in words
        from c in words
        select new ArithmeticInput(a, b, c);

    private static IEnumerable<ArithmeticInput> Smaller(ArithmeticInput input) =>
    [
        .. Fewer(input.A).Select(a => input with { A = a }),
        .. Fewer(input.B).Select(b => input with { B = b }),
        .. Fewer(input.C).Select(c => input with { C = c }),
    ];

    /// <summary>Simple numbers, then fewer mantissa bits.</summary>
    private static IEnumerable<uint> Fewer(uint bits)
    {
        foreach (var simple in new[] { 0u, 0x3F800000u, bits & ~Sign })
        {
            if (bits != simple && bits != 0)
                yield return simple;
        }

        for (var keep = 9; keep < 32; keep++)
        {
            var fewer = bits & ~((1u << (31 - keep)) - 1);
            if (fewer != bits)
                yield return fewer;
        }
    }
}
