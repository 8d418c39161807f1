namespace Hardware.Common.Numerics;

/// <summary>
/// Conversions between packed little-endian elements and FP32, in which every engine computes. Vectorised; equal bit for bit to
/// <see cref="CastScalar"/>, which states the rules.
/// </summary>
public static class Cast
{
    /// <summary>Reads packed elements as FP32. FP32 and TF32 bits pass unchanged; NaN of a smaller float becomes quiet, sign kept.</summary>
    /// <param name="from">Type of the source elements.</param>
    /// <param name="source">At least <c>destination.Length</c> elements, packed.</param>
    /// <param name="destination">Receives one value per element.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The source is too short.</exception>
    public static void ToSingle(
        DataType from, ReadOnlySpan<byte> source, Span<float> destination, SimdWidth width = SimdWidth.Widest)
    {
        var size = from.Size();
        RequireBytes(source.Length, (long)destination.Length * size, nameof(source));
        if (from is DataType.Float32 or DataType.TensorFloat32)
        {
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(source)[..destination.Length].CopyTo(destination);
            return;
        }

        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => ToSingleLanes<Simd512>(from, source, destination),
            SimdWidth.Bits256 => ToSingleLanes<Simd256>(from, source, destination),
            _ => 0,
        };
        for (; done < destination.Length; done++)
            destination[done] = CastScalar.ToSingle(from, source[(done * size)..]);
    }

    /// <summary>Reads packed elements of any float layout of at most 16 bits (1 byte each up to 8 bits, else 2).</summary>
    public static void ToSingle(
        FloatFormat from, ReadOnlySpan<byte> source, Span<float> destination, SimdWidth width = SimdWidth.Widest)
    {
        var size = PackedSize(from);
        RequireBytes(source.Length, (long)destination.Length * size, nameof(source));
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => CastSimd<Simd512>.Decode(from, source, destination),
            SimdWidth.Bits256 => CastSimd<Simd256>.Decode(from, source, destination),
            _ => 0,
        };
        for (; done < destination.Length; done++)
            destination[done] = CastScalar.ToSingle(from, source[(done * size)..]);
    }

    /// <summary>
    /// Writes FP32 values as packed elements, to nearest even. Overflow gives infinity; integers saturate and take NaN as 0, bool as 1; NaN
    /// becomes the format's quiet NaN with its sign kept. FP32 to FP32 copies bits.
    /// </summary>
    /// <param name="to">Type of the destination elements.</param>
    /// <param name="source">Values.</param>
    /// <param name="destination">At least <c>source.Length</c> elements.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public static void FromSingle(DataType to, ReadOnlySpan<float> source, Span<byte> destination) =>
        FromSingle(to, source, destination, Rounding.NearestEven, default);

    /// <summary>Writes FP32 values as packed elements.</summary>
    /// <param name="to">Type of the destination elements.</param>
    /// <param name="source">Values.</param>
    /// <param name="destination">At least <c>source.Length</c> elements.</param>
    /// <param name="rounding">How inexact values are rounded.</param>
    /// <param name="randomBits">One uniform 32-bit word per element for <see cref="Rounding.Stochastic"/>, else empty.</param>
    /// <param name="overflow">What values beyond a float type's range become; integers always saturate.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The destination or the random words are too short.</exception>
    public static void FromSingle(
        DataType to,
        ReadOnlySpan<float> source,
        Span<byte> destination,
        Rounding rounding,
        ReadOnlySpan<uint> randomBits,
        Overflow overflow = Overflow.Infinity,
        SimdWidth width = SimdWidth.Widest)
    {
        var size = to.Size();
        RequireBytes(destination.Length, (long)source.Length * size, nameof(destination));
        RequireRandom(rounding, randomBits, source.Length);
        if (to == DataType.Float32)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(source).CopyTo(destination);
            return;
        }

        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => FromSingleLanes<Simd512>(to, source, destination, rounding, randomBits, overflow),
            SimdWidth.Bits256 => FromSingleLanes<Simd256>(to, source, destination, rounding, randomBits, overflow),
            _ => 0,
        };
        for (; done < source.Length; done++)
        {
            var random = rounding == Rounding.Stochastic ? randomBits[done] : 0;
            CastScalar.FromSingle(to, source[done], destination[(done * size)..], rounding, random, overflow);
        }
    }

    /// <summary>Writes packed elements of any float layout of at most 16 bits (1 byte each up to 8 bits, else 2).</summary>
    public static void FromSingle(
        FloatFormat to,
        ReadOnlySpan<float> source,
        Span<byte> destination,
        Rounding rounding = Rounding.NearestEven,
        ReadOnlySpan<uint> randomBits = default,
        Overflow overflow = Overflow.Infinity,
        SimdWidth width = SimdWidth.Widest)
    {
        var size = PackedSize(to);
        RequireBytes(destination.Length, (long)source.Length * size, nameof(destination));
        RequireRandom(rounding, randomBits, source.Length);
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => EncodeLanes<Simd512>(to, source, destination, rounding, randomBits, overflow),
            SimdWidth.Bits256 => EncodeLanes<Simd256>(to, source, destination, rounding, randomBits, overflow),
            _ => 0,
        };
        for (; done < source.Length; done++)
        {
            var random = rounding == Rounding.Stochastic ? randomBits[done] : 0;
            CastScalar.FromSingle(to, source[done], destination[(done * size)..], rounding, random, overflow);
        }
    }

    /// <summary>Reads the whole vectors and returns the elements done.</summary>
    internal static int ToSingleLanes<T>(DataType from, ReadOnlySpan<byte> source, Span<float> destination)
        where T : struct, ISimd<T> => from switch
        {
            DataType.BFloat16 => CastSimd<T>.DecodeBFloat16(source, destination),
            DataType.Float16 or DataType.Float8E3 or DataType.Float8E4 or DataType.Float8E5 =>
                CastSimd<T>.Decode(from.Format(), source, destination),
            _ => CastSimd<T>.DecodeInteger(from, source, destination),
        };

    /// <summary>Writes the whole vectors and returns the elements done.</summary>
    internal static int FromSingleLanes<T>(
        DataType to,
        ReadOnlySpan<float> source,
        Span<byte> destination,
        Rounding rounding,
        ReadOnlySpan<uint> randomBits,
        Overflow overflow)
        where T : struct, ISimd<T> => to switch
        {
            DataType.Boolean => CastSimd<T>.EncodeBoolean(source, destination),
            DataType.BFloat16 when overflow == Overflow.Infinity => CastSimd<T>.EncodeBFloat16(source, destination, rounding, randomBits),
            DataType.TensorFloat32 when overflow == Overflow.Infinity && rounding == Rounding.NearestEven =>
                CastSimd<T>.EncodeTensorFloat32(source, destination),
            _ when to.IsFloat() => EncodeLanes<T>(to.Format(), source, destination, rounding, randomBits, overflow),
            _ when rounding == Rounding.Stochastic => CastSimd<T>.EncodeIntegerStochastic(to, source, destination, randomBits),
            _ => CastSimd<T>.EncodeIntegerNearest(to, source, destination),
        };

    private static int EncodeLanes<T>(
        FloatFormat to,
        ReadOnlySpan<float> source,
        Span<byte> destination,
        Rounding rounding,
        ReadOnlySpan<uint> randomBits,
        Overflow overflow)
        where T : struct, ISimd<T> => rounding == Rounding.Stochastic
            ? CastSimd<T>.EncodeStochastic(to, source, destination, randomBits, overflow)
            : CastSimd<T>.EncodeNearest(to, source, destination, overflow);

    private static int PackedSize(FloatFormat format)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(format.TotalBits, 16, nameof(format));
        return format.TotalBits <= 8 ? 1 : 2;
    }

    private static void RequireBytes(int have, long need, string name)
    {
        if (have < need)
            throw new ArgumentException($"{have} bytes are too few for the elements, which take {need}.", name);
    }

    private static void RequireRandom(Rounding rounding, ReadOnlySpan<uint> randomBits, int count)
    {
        if (rounding == Rounding.Stochastic && randomBits.Length < count)
            throw new ArgumentException($"{randomBits.Length} random words are too few for {count} elements.", nameof(randomBits));
    }
}
