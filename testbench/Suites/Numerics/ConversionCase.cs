using FsCheck;
using FsCheck.Fluent;
using Hardware.Common.Isa;
using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;

namespace Hardware.Testbench.Suites.Numerics;

/// <summary>A word that is read as an element of any type by its top bits, and the random word of its rounding.</summary>
/// <param name="Bits">FP32 bits; narrower types take the upper 16 or 8.</param>
/// <param name="Random">Random word for stochastic rounding.</param>
public readonly record struct ConversionInput(uint Bits, uint Random)
{
    public override string ToString() => $"{Bits:x8} (random {Random:x8})";
}

/// <summary>Elements to convert between all types.</summary>
/// <param name="Inputs">At least one.</param>
public sealed record ConversionCase(ConversionInput[] Inputs)
{
    private const int MostInputs = 40;

    private static readonly DataType[] NarrowFloats =
        [DataType.TensorFloat32, DataType.BFloat16, DataType.Float16, DataType.Float8E5, DataType.Float8E4, DataType.Float8E3];

    private static readonly uint[] Special =
    [
        0x00000000, 0x00000001, 0x007FFFFF, 0x00800000, 0x3F000000, 0x3F800000, 0x3FC00000, 0x4B800001, 0x4EFFFFFF, 0x4F000000,
        0x4F7FFFFF, 0x4F800000, 0x7F7FFFFF, 0x7F800000, 0x7F800001, 0x7FC00000, 0x7FFFFFFF,
    ];

    /// <summary>A tie of some destination, or a value one unit beside it.</summary>
    private static Gen<uint> NearTie(CoreFeatures core) =>
        from type in Gen.Elements(NarrowFloats.Where(core.Types.Contains).ToArray())
        from bits in NearTieOf(type.Format())
        select bits;

    /// <summary>An integer or a half of up to 33 bits, as FP32.</summary>
    private static Gen<uint> NearInteger { get; } =
        from power in Gen.Choose(0, 33)
        from quarters in Gen.Choose(-9, 9)
        from sign in Gen.Elements(1f, -1f)
        select BitConverter.SingleToUInt32Bits(sign * (float)(BitConverter.UInt64BitsToDouble((ulong)(1023 + power) << 52) + (quarters / 4.0)));

    private static Gen<uint> AnyBits(CoreFeatures core) => Gen.Frequency(
        (3, Words.Any), (4, NearTie(core)), (2, NearInteger), (1, from word in Gen.Elements(Special) from sign in Gen.Elements(0u, 0x80000000) select word | sign));

    /// <summary>An input on which something may go wrong.</summary>
    internal static Gen<ConversionInput> AnyInput(CoreFeatures core) => Input(AnyBits(core));

    /// <summary>Cases for the types of a core.</summary>
    public static Arbitrary<ConversionCase> ArbitraryOf(CoreFeatures core) => Arb.From(
        from count in Gen.Choose(1, MostInputs)
        from inputs in AnyInput(core).ArrayOf(count)
        select new ConversionCase(inputs),
        c => Shrinking.Sequence(c.Inputs, Smaller, fewest: 1).Select(inputs => new ConversionCase(inputs)));

    public override string ToString() => string.Join(", ", Inputs);

    /// <summary>A tie of a layout, or a value one unit beside it.</summary>
    internal static Gen<uint> NearTieOf(FloatFormat format) =>
        from word in Words.Any
        from off in Gen.Choose(-1, 1)
        let code = word % format.LargestFinite
        let low = format.Decode(code)
        let high = format.Decode(code + 1)
        select (low + ((high - low) / 2) + (uint)off) | (word & 0x80000000);

    /// <summary>Bits with a random word, which often is one at which a carry may just come or stay away.</summary>
    internal static Gen<ConversionInput> Input(Gen<uint> bits) =>
        from value in bits
        from random in Gen.Frequency((4, Words.Any), (1, Gen.Elements(0u, 0x7FFFFFFFu, 0x80000000u, 0xFFFFFFFFu)))
        select new ConversionInput(value, random);

    internal static IEnumerable<ConversionInput> Smaller(ConversionInput input)
    {
        if (input.Random != 0)
            yield return input with { Random = 0 };
        for (var keep = 0; keep < 32; keep++)
        {
            // Fewer mantissa bits, then the sign off.
            var bits = input.Bits & ~((1u << (31 - keep)) - 1);
            if (bits != input.Bits)
                yield return input with { Bits = bits };
        }

        if (input.Bits >> 31 != 0)
            yield return input with { Bits = input.Bits & 0x7FFFFFFF };
    }
}
