using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hardware.Common.Numerics;

/// <summary>
/// A function as segments of a cubic, as the Scalar engine holds it. The sign and exponent of x choose a row, which says how many top
/// mantissa bits choose the segment; its base is x with the other bits cleared. With t = (x - base) / width of the segment, both steps exact,
/// the result is c0 + t (c1 + t (c2 + t c3)) by three FP32 fused multiply-adds. The coefficients are the Taylor expansion at the base.
/// </summary>
/// <remarks>
/// Structure from AWS patents US10740432 and US11423313 (base values and Taylor coefficients, selected by exponent and mantissa bits);
/// the division by the width, a power of two, is ours, because without it the coefficients of steep functions leave FP32. Below and above the rows
/// each sign has one edge segment with its own base, and so has the neighbourhood of a zero of the function. Zero and infinity give the function's limit, NaN the canonical NaN.
/// </remarks>
public sealed class ActivationTable
{
    public const int RowCount = 512;
    internal const int CoefficientsPerSegment = 4;
    private const int ShiftBits = 5;

    /// <summary>FP32 bits from which the exponent and the shift are taken to give one over the segment's width, 2^(150 - field - shift).</summary>
    private const uint ScaleOrigin = 277u << 23;

    private readonly float[] _coefficients;
    private readonly uint[] _rows;
    private readonly TableSide _positive;
    private readonly TableSide _negative;

    internal ActivationTable(float[] coefficients, uint[] rows, TableSide positive, TableSide negative)
    {
        _coefficients = coefficients;
        _rows = rows;
        _positive = positive;
        _negative = negative;
    }

    /// <summary>Segments, those at the edges included.</summary>
    public int SegmentCount => _coefficients.Length / CoefficientsPerSegment;

    /// <summary>Bytes that coefficients and rows take.</summary>
    public int TableBytes => (_coefficients.Length + _rows.Length) * sizeof(float);

    internal ReadOnlySpan<float> Coefficients => _coefficients;

    public ReadOnlySpan<uint> Rows => _rows;

    public TableSide Positive => _positive;

    public TableSide Negative => _negative;

    /// <summary>A row: where the segments of one sign and exponent begin, and the mantissa bits below those that choose.</summary>
    internal static uint Row(int firstSegment, int shift) => ((uint)firstSegment << ShiftBits) | (uint)shift;

    /// <summary>The mantissa bits of a row below those that choose its segment.</summary>
    public static int Shift(uint row) => (int)(row & ((1 << ShiftBits) - 1));

    /// <summary>Evaluates the function of each element; the destination may be the source.</summary>
    /// <param name="source">FP32 arguments.</param>
    /// <param name="destination">At least as many elements.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">The destination is too short.</exception>
    public void Evaluate(ReadOnlySpan<float> source, Span<float> destination, SimdWidth width = SimdWidth.Widest)
    {
        if (destination.Length < source.Length)
            throw new ArgumentException($"{destination.Length} results do not hold {source.Length} elements.", nameof(destination));
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => EvaluateLanes<Simd512>(source, destination),
            SimdWidth.Bits256 => EvaluateLanes<Simd256>(source, destination),
            _ => 0,
        };
        for (; done < source.Length; done++)
            destination[done] = Evaluate(source[done]);
    }

    /// <summary>The plain form of the evaluation.</summary>
    public float Evaluate(float x)
    {
        var bits = BitConverter.SingleToUInt32Bits(x);
        var magnitude = bits & 0x7FFFFFFF;
        var side = bits >> 31 == 0 ? _positive : _negative;
        if (float.IsNaN(x))
            return Nan.Canonical;
        if (magnitude == 0)
            return side.Zero;
        if (magnitude == 0x7F800000)
            return side.Infinity;

        TableEdge place;
        if (magnitude < side.Small.Limit)
        {
            place = side.Small;
        }
        else if (magnitude >= side.Root.Low && magnitude < side.Root.High)
        {
            place = side.Root.Place;
        }
        else if (magnitude >= side.Large.Limit)
        {
            place = side.Large;
        }
        else
        {
            var row = _rows[bits >> 23];
            var shift = Shift(row);
            var segment = (int)((row >> ShiftBits) + ((magnitude & 0x7FFFFF) >> shift));
            var baseValue = BitConverter.UInt32BitsToSingle(bits >> shift << shift);
            var scale = BitConverter.UInt32BitsToSingle(ScaleOrigin - (magnitude & 0x7F800000) - ((uint)shift << 23));
            place = new TableEdge(0, baseValue, scale, segment);
        }

        var t = (x - place.Base) * place.Scale;
        var c = _coefficients.AsSpan(place.Segment * CoefficientsPerSegment, CoefficientsPerSegment);
        var sum = MathF.FusedMultiplyAdd(c[3], t, c[2]);
        sum = MathF.FusedMultiplyAdd(sum, t, c[1]);
        return Nan.Canonicalize(MathF.FusedMultiplyAdd(sum, t, c[0]));
    }

    /// <summary>Evaluates the whole vectors and returns the elements done.</summary>
    internal int EvaluateLanes<T>(ReadOnlySpan<float> source, Span<float> destination)
        where T : struct, ISimd<T>
    {
        ref var input = ref MemoryMarshal.GetReference(source);
        ref var output = ref MemoryMarshal.GetReference(destination);
        ref var table = ref MemoryMarshal.GetArrayDataReference(_coefficients);
        ref var rows = ref Unsafe.As<uint, float>(ref MemoryMarshal.GetArrayDataReference(_rows));
        var magnitudeMask = T.Broadcast(0x7FFFFFFF);
        var infinity = T.Broadcast(0x7F800000);
        var mantissaMask = T.Broadcast(0x7FFFFF);
        var shiftMask = T.Broadcast((1 << ShiftBits) - 1);
        var zero = T.Broadcast(0);
        var hasRoot = (_positive.Root.High | _negative.Root.High) != 0;
        var i = 0;
        for (; i <= source.Length - T.Count; i += T.Count)
        {
            var bits = T.Load(in input, (nuint)i);
            var magnitude = bits & magnitudeMask;
            var negative = T.GreaterSigned(zero, bits);
            var row = T.Gather(in rows, bits >>> 23);
            var shift = row & shiftMask;
            var segment = (row >>> ShiftBits) + T.ShiftRightEach(magnitude & mantissaMask, shift);
            var baseValue = T.ShiftLeftEach(T.ShiftRightEach(bits, shift), shift);
            var scale = T.Broadcast(ScaleOrigin) - (magnitude & infinity) - (shift << 23);

            Edge(T.GreaterSigned(Either(negative, _positive.Small.Limit, _negative.Small.Limit), magnitude),
                negative, _positive.Small, _negative.Small, ref segment, ref baseValue, ref scale);
            var below = T.GreaterSigned(Either(negative, _positive.Large.Limit, _negative.Large.Limit), magnitude);
            Edge(Not(below), negative, _positive.Large, _negative.Large, ref segment, ref baseValue, ref scale);
            if (hasRoot)
            {
                var before = T.GreaterSigned(Either(negative, _positive.Root.Low, _negative.Root.Low), magnitude);
                var inside = T.GreaterSigned(Either(negative, _positive.Root.High, _negative.Root.High), magnitude) & Not(before);
                Edge(inside, negative, _positive.Root.Place, _negative.Root.Place, ref segment, ref baseValue, ref scale);
            }

            var t = T.MultiplySingle(T.SubtractSingle(bits, baseValue), scale);
            var index = segment << 2;
            var sum = T.FusedMultiplyAdd(T.Gather(in Unsafe.Add(ref table, 3), index), t, T.Gather(in Unsafe.Add(ref table, 2), index));
            sum = T.FusedMultiplyAdd(sum, t, T.Gather(in Unsafe.Add(ref table, 1), index));
            sum = T.FusedMultiplyAdd(sum, t, T.Gather(in table, index));
            sum = T.Select(T.EqualBits(magnitude, zero), Either(negative, Bits(_positive.Zero), Bits(_negative.Zero)), sum);
            sum = T.Select(
                T.EqualBits(magnitude, infinity), Either(negative, Bits(_positive.Infinity), Bits(_negative.Infinity)), sum);
            var number = T.EqualSingle(bits, bits) & T.EqualSingle(sum, sum);
            T.Store(T.Select(number, sum, T.Broadcast(Nan.CanonicalBits)), ref output, (nuint)i);
        }

        return i;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T Not(T mask) => mask ^ T.Broadcast(uint.MaxValue);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static T Either(T negative, uint positiveValue, uint negativeValue) =>
            T.Select(negative, T.Broadcast(negativeValue), T.Broadcast(positiveValue));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Edge(
            T mask, T negative, in TableEdge onPositive, in TableEdge onNegative, ref T segment, ref T baseValue, ref T scale)
        {
            segment = T.Select(mask, Either(negative, (uint)onPositive.Segment, (uint)onNegative.Segment), segment);
            baseValue = T.Select(mask, Either(negative, Bits(onPositive.Base), Bits(onNegative.Base)), baseValue);
            scale = T.Select(mask, Either(negative, Bits(onPositive.Scale), Bits(onNegative.Scale)), scale);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Bits(float value) => BitConverter.SingleToUInt32Bits(value);
}

/// <summary>A segment at the edge of the rows: for magnitudes below (small) or from (large) the limit, given as FP32 bits.</summary>
/// <param name="Limit">Magnitude bits.</param>
/// <param name="Base">Where its expansion is taken, signed.</param>
/// <param name="Scale">Power of two that x - base is multiplied by.</param>
/// <param name="Segment">Index into the coefficients.</param>
public readonly record struct TableEdge(uint Limit, float Base, float Scale, int Segment);

/// <summary>The segment around a zero of the function: magnitudes from Low up to High; none where both are zero.</summary>
public readonly record struct TableRoot(uint Low, uint High, TableEdge Place);

/// <summary>What a table holds for one sign beside its rows.</summary>
public sealed record TableSide(TableEdge Small, TableRoot Root, TableEdge Large, float Zero, float Infinity);
