namespace Hardware.Common.Numerics;

/// <summary>
/// What the element types mean on one chip: the layouts that its three FP8 codes name, and what a value beyond their range becomes.
/// Conversions between any two types go through FP32, in which every engine computes.
/// </summary>
public sealed record NumberFormats
{
    /// <summary>Elements converted at a time where a conversion passes through FP32.</summary>
    private const int BlockElements = 128;

    /// <summary>The presets: IEEE-style layouts; beyond the range lies infinity.</summary>
    public static NumberFormats Default { get; } = new();

    /// <summary>Layout of <see cref="DataType.Float8E3"/>, 8 bits in all.</summary>
    public FloatFormat Float8E3 { get; init; } = FloatFormat.Float8E3;

    /// <summary>Layout of <see cref="DataType.Float8E4"/>, 8 bits in all.</summary>
    public FloatFormat Float8E4 { get; init; } = FloatFormat.Float8E4;

    /// <summary>Layout of <see cref="DataType.Float8E5"/>, 8 bits in all.</summary>
    public FloatFormat Float8E5 { get; init; } = FloatFormat.Float8E5;

    /// <summary>What a value beyond the range of an FP8 layout becomes. All other floats become infinite.</summary>
    public Overflow Float8Overflow { get; init; } = Overflow.Infinity;

    /// <summary>The layout of a float type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is not a float.</exception>
    public FloatFormat Of(DataType type) => type switch
    {
        DataType.Float8E3 => Float8E3,
        DataType.Float8E4 => Float8E4,
        DataType.Float8E5 => Float8E5,
        _ => type.Format(),
    };

    /// <inheritdoc cref="Cast.ToSingle(DataType, ReadOnlySpan{byte}, Span{float}, SimdWidth)"/>
    public void ToSingle(DataType from, ReadOnlySpan<byte> source, Span<float> destination, SimdWidth width = SimdWidth.Widest)
    {
        if (IsFloat8(from))
            Cast.ToSingle(Of(from), source, destination, width);
        else
            Cast.ToSingle(from, source, destination, width);
    }

    /// <summary>Writes FP32 values as packed elements.</summary>
    /// <param name="to">Type of the destination elements.</param>
    /// <param name="source">Values.</param>
    /// <param name="destination">At least <c>source.Length</c> elements.</param>
    /// <param name="rounding">How inexact values are rounded.</param>
    /// <param name="randomBits">One uniform 32-bit word per element for <see cref="Rounding.Stochastic"/>, else empty.</param>
    /// <param name="overflow">What values beyond a float type's range become; null for the chip's rule. Integers always saturate.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The destination or the random words are too short.</exception>
    public void FromSingle(
        DataType to,
        ReadOnlySpan<float> source,
        Span<byte> destination,
        Rounding rounding = Rounding.NearestEven,
        ReadOnlySpan<uint> randomBits = default,
        Overflow? overflow = null,
        SimdWidth width = SimdWidth.Widest)
    {
        if (IsFloat8(to))
            Cast.FromSingle(Of(to), source, destination, rounding, randomBits, overflow ?? Float8Overflow, width);
        else
            Cast.FromSingle(to, source, destination, rounding, randomBits, overflow ?? Overflow.Infinity, width);
    }

    /// <summary>
    /// Converts packed elements of one type to another: a copy of the bits between equal types, else to FP32, to nearest even, and from
    /// there as asked for (so 32-bit integers keep 24 significant bits).
    /// </summary>
    /// <param name="from">Type of the source elements.</param>
    /// <param name="source">At least <paramref name="count"/> elements.</param>
    /// <param name="to">Type of the destination elements.</param>
    /// <param name="destination">At least <paramref name="count"/> elements; must not overlap the source.</param>
    /// <param name="count">Elements.</param>
    /// <param name="rounding">How values that the destination cannot hold are rounded.</param>
    /// <param name="randomBits">One uniform 32-bit word per element for <see cref="Rounding.Stochastic"/>, else empty.</param>
    /// <param name="overflow">What values beyond a float type's range become; null for the chip's rule. Integers always saturate.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">A buffer or the random words are too short.</exception>
    public void Convert(
        DataType from,
        ReadOnlySpan<byte> source,
        DataType to,
        Span<byte> destination,
        int count,
        Rounding rounding = Rounding.NearestEven,
        ReadOnlySpan<uint> randomBits = default,
        Overflow? overflow = null,
        SimdWidth width = SimdWidth.Widest)
    {
        var fromSize = from.Size();
        var toSize = to.Size();
        if (from == to)
        {
            source[..(count * fromSize)].CopyTo(destination);
            return;
        }

        Span<float> block = stackalloc float[BlockElements];
        for (var done = 0; done < count; done += BlockElements)
        {
            var part = block[..Math.Min(BlockElements, count - done)];
            ToSingle(from, source[(done * fromSize)..], part, width);
            var random = rounding == Rounding.Stochastic ? randomBits[done..] : default;
            FromSingle(to, part, destination[(done * toSize)..], rounding, random, overflow, width);
        }
    }

    /// <summary>Whether a type is one of those whose layout a chip may choose.</summary>
    public static bool IsFloat8(DataType type) => type is DataType.Float8E3 or DataType.Float8E4 or DataType.Float8E5;
}
