using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>The clock edge of all processing elements, vectorised over columns.</summary>
internal static class ProcessingElementKernel
{
    /// <summary>Stands for wave-fronts of different modes inside the array.</summary>
    public const MultiplyMode MixedModes = (MultiplyMode)0xFF;

    private const int Lanes = 16;

    // An activation register holds two integer elements of this width each.
    private const int ElementBits = 16;
    private const uint ElementMask = (1u << ElementBits) - 1;

    /// <summary>
    /// Every partial sum becomes the one above it (+0 in the first row of a group) plus activation times live weight. Activations and
    /// modes are given from the origin on: the element in row i of its group and column c takes place i + c of its row's line. Modes are
    /// read only for <see cref="MixedModes"/>. If the geometry says so, operands and sums of floats are flushed.
    /// </summary>
    public static void Step(
        ArrayGeometry geometry, MultiplyMode mode, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<int> modes, ReadOnlySpan<float> weights, Span<float> sums)
    {
        if (geometry.FlushToZero)
            StepRows<FlushedUnderflow>(geometry, mode, activations, lineLength, modes, weights, sums);
        else if (mode == MultiplyMode.Float)
            StepFloat(geometry, activations, lineLength, weights, sums);
        else
            StepRows<GradualUnderflow>(geometry, mode, activations, lineLength, modes, weights, sums);
    }

    private static void StepRows<TUnderflow>(
        ArrayGeometry geometry, MultiplyMode mode, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<int> modes, ReadOnlySpan<float> weights, Span<float> sums)
        where TUnderflow : struct, IUnderflow
    {
        var stride = geometry.RowStride;
        for (var row = geometry.Rows - 1; row >= 0; row--)
        {
            var i = row % geometry.RowsPerGroup;
            ref var a = ref Unsafe.AsRef(in activations[(row * lineLength) + i]);
            ref var w = ref Unsafe.AsRef(in weights[row * stride]);
            ref var s = ref sums[row * stride];
            for (var c = 0; c < stride; c += Lanes)
            {
                var above = i == 0 ? Vector512<float>.Zero : Vector512.LoadUnsafe(ref s, (nuint)(c - stride));
                var activation = Vector512.LoadUnsafe(ref a, (nuint)c);
                var weight = Vector512.LoadUnsafe(ref w, (nuint)c);
                var sum = mode == MixedModes
                    ? Mixed<TUnderflow>(Vector512.LoadUnsafe(in modes[i + c]), activation, weight, above)
                    : Multiply<TUnderflow>(mode, activation, weight, above);
                sum.StoreUnsafe(ref s, (nuint)c);
            }
        }
    }

    /// <summary>
    /// The same edge for the second INT8 elements of the activation registers and the partial sums of their own: where no integers pass,
    /// such a sum becomes zero. Activations and modes as for <see cref="Step"/>.
    /// </summary>
    public static void StepPairs(
        ArrayGeometry geometry, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<int> modes, ReadOnlySpan<float> weights, Span<float> sums)
    {
        var stride = geometry.RowStride;
        var integer = Vector512.Create((int)MultiplyMode.Integer);
        for (var row = geometry.Rows - 1; row >= 0; row--)
        {
            var i = row % geometry.RowsPerGroup;
            var line = activations[((row * lineLength) + i)..];
            var weight = weights.Slice(row * stride, stride);
            ref var s = ref sums[row * stride];
            for (var c = 0; c < stride; c += Lanes)
            {
                var above = i == 0 ? Vector512<int>.Zero : Vector512.LoadUnsafe(ref s, (nuint)(c - stride)).AsInt32();
                var second = Vector512.ShiftRightArithmetic(Vector512.LoadUnsafe(in line[c]).AsInt32(), ElementBits);
                var sum = above + (second * Vector512.LoadUnsafe(in weight[c]).AsInt32());
                (Vector512.Equals(Vector512.LoadUnsafe(in modes[i + c]), integer) & sum).AsSingle().StoreUnsafe(ref s, (nuint)c);
            }
        }
    }

    /// <summary>The plain twin of <see cref="StepPairs"/>.</summary>
    public static void StepPairsScalar(
        ArrayGeometry geometry, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<int> modes, ReadOnlySpan<float> weights, Span<float> sums)
    {
        for (var row = geometry.Rows - 1; row >= 0; row--)
        {
            var i = row % geometry.RowsPerGroup;
            for (var c = 0; c < geometry.Columns; c++)
            {
                var above = i == 0 ? 0 : BitConverter.SingleToInt32Bits(sums[((row - 1) * geometry.RowStride) + c]);
                var second = BitConverter.SingleToInt32Bits(activations[(row * lineLength) + i + c]) >> ElementBits;
                var sum = unchecked(above + (second * BitConverter.SingleToInt32Bits(weights[(row * geometry.RowStride) + c])));
                sums[(row * geometry.RowStride) + c] = BitConverter.Int32BitsToSingle((MultiplyMode)modes[i + c] == MultiplyMode.Integer ? sum : 0);
            }
        }
    }

    /// <summary>The activation register that holds two integer elements.</summary>
    public static float Pair(float first, float second) =>
        BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(first) & ElementMask) | (BitConverter.SingleToUInt32Bits(second) << ElementBits));

    /// <summary>The plain twin of <see cref="Step"/>.</summary>
    public static void StepScalar(
        ArrayGeometry geometry, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<int> modes, ReadOnlySpan<float> weights, Span<float> sums)
    {
        for (var row = geometry.Rows - 1; row >= 0; row--)
        {
            var i = row % geometry.RowsPerGroup;
            for (var c = 0; c < geometry.Columns; c++)
            {
                var above = i == 0 ? 0f : sums[((row - 1) * geometry.RowStride) + c];
                var activation = activations[(row * lineLength) + i + c];
                var weight = weights[(row * geometry.RowStride) + c];
                sums[(row * geometry.RowStride) + c] = (MultiplyMode)modes[i + c] switch
                {
                    MultiplyMode.Integer => BitConverter.Int32BitsToSingle(unchecked(
                        BitConverter.SingleToInt32Bits(above) + ((short)BitConverter.SingleToInt32Bits(activation) * BitConverter.SingleToInt32Bits(weight)))),
                    var mode => Flush(MathF.FusedMultiplyAdd(Flush(activation), Flush(SinglePasses.Part(weight, mode)), above)),
                };
            }
        }

        float Flush(float value) => geometry.FlushToZero ? FlushToZero.Apply(value) : value;
    }

    /// <summary>A stage of the adder tree: the registers of two neighbours into the next; each column's sum has its own mode.</summary>
    public static void Add(ArrayGeometry geometry, ReadOnlySpan<float> left, ReadOnlySpan<float> right, ReadOnlySpan<int> modes, Span<float> target)
    {
        var integer = Vector512.Create((int)MultiplyMode.Integer);
        for (var c = 0; c < target.Length; c += Lanes)
        {
            var (l, r) = (Vector512.LoadUnsafe(in left[c]), Vector512.LoadUnsafe(in right[c]));
            var integers = Vector512.Equals(Vector512.LoadUnsafe(in modes[c]), integer);
            var sum = geometry.FlushToZero ? FlushToZero.Apply(l + r) : l + r;
            Vector512.ConditionalSelect(integers.AsSingle(), (l.AsInt32() + r.AsInt32()).AsSingle(), sum).StoreUnsafe(ref target[c]);
        }
    }

    /// <summary>Copies the weights of the elements with row in group + column = <paramref name="diagonal"/>.</summary>
    public static void CopyDiagonal(ArrayGeometry geometry, int diagonal, ReadOnlySpan<float> source, Span<float> target)
    {
        var (perGroup, stride) = (geometry.RowsPerGroup, geometry.RowStride);
        var first = Math.Max(0, diagonal - geometry.Columns + 1);
        var last = Math.Min(perGroup - 1, diagonal);
        for (var g = 0; g < geometry.RowGroups; g++)
        {
            var place = (((g * perGroup) + first) * stride) + diagonal - first;
            for (var i = first; i <= last; i++, place += stride - 1)
                target[place] = source[place];
        }
    }

    // The common case, with nothing in the loop but the traffic of the registers, which bounds it.
    private static unsafe void StepFloat(
        ArrayGeometry geometry, ReadOnlySpan<float> activations, int lineLength, ReadOnlySpan<float> weights, Span<float> sums)
    {
        var (stride, perGroup) = (geometry.RowStride, geometry.RowsPerGroup);
        fixed (float* activationBase = activations, weightBase = weights, sumBase = sums)
        {
            for (var group = geometry.RowGroups - 1; group >= 0; group--)
            {
                var first = group * perGroup;
                for (var i = perGroup - 1; i >= 0; i--)
                {
                    var a = activationBase + ((first + i) * lineLength) + i;
                    var w = weightBase + ((first + i) * stride);
                    var s = sumBase + ((first + i) * stride);
                    if (i == 0)
                    {
                        for (var c = 0; c < stride; c += Lanes)
                            Vector512.FusedMultiplyAdd(Vector512.Load(a + c), Vector512.Load(w + c), Vector512<float>.Zero).Store(s + c);
                    }
                    else
                    {
                        var above = s - stride;
                        for (var c = 0; c < stride; c += Lanes)
                            Vector512.FusedMultiplyAdd(Vector512.Load(a + c), Vector512.Load(w + c), Vector512.Load(above + c)).Store(s + c);
                    }
                }
            }
        }
    }

    /// <summary>The first integer elements of activation registers, with their sign.</summary>
    private static Vector512<int> First(Vector512<float> activations) =>
        Vector512.ShiftRightArithmetic(Vector512.ShiftLeft(activations.AsInt32(), ElementBits), ElementBits);

    private static Vector512<float> Multiply<TUnderflow>(MultiplyMode mode, Vector512<float> activation, Vector512<float> weight, Vector512<float> above)
        where TUnderflow : struct, IUnderflow =>
        mode == MultiplyMode.Integer
            ? (above.AsInt32() + (First(activation) * weight.AsInt32())).AsSingle()
            : TUnderflow.Apply(Vector512.FusedMultiplyAdd(TUnderflow.Apply(activation), TUnderflow.Apply(SinglePasses.Part(weight, mode)), above));

    private static Vector512<float> Mixed<TUnderflow>(Vector512<int> modes, Vector512<float> activation, Vector512<float> weight, Vector512<float> above)
        where TUnderflow : struct, IUnderflow
    {
        var first = (MultiplyMode)modes.ToScalar();
        if (modes == Vector512.Create(modes.ToScalar()))
            return Multiply<TUnderflow>(first, activation, weight, above);
        var sum = Vector512<float>.Zero;
        for (var mode = MultiplyMode.Float; mode <= MultiplyMode.WeightHighLast; mode++)
        {
            var mask = Vector512.Equals(modes, Vector512.Create((int)mode));
            if (mask != Vector512<int>.Zero)
                sum = Vector512.ConditionalSelect(mask.AsSingle(), Multiply<TUnderflow>(mode, activation, weight, above), sum);
        }

        return sum;
    }
}
