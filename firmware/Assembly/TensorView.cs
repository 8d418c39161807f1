using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Firmware.Diagnostics;
using Hardware.Firmware.Image;

namespace Hardware.Firmware.Assembly;

/// <summary>A dimension of a view.</summary>
/// <param name="Size">Elements.</param>
/// <param name="Stride">Bytes from one element to the next; in a buffer's first dimension, from one partition to the next.</param>
public readonly record struct ViewDimension(int Size, long Stride);

/// <summary>A strided part of a tensor in device memory or of an on-chip buffer.</summary>
/// <param name="Name">Name of what it is a part of.</param>
/// <param name="Start">Its first byte.</param>
/// <param name="Type">Element type.</param>
/// <param name="Dimensions">Outermost first.</param>
public sealed record TensorView(string Name, DmaPlace Start, DataType Type, IReadOnlyList<ViewDimension> Dimensions)
{
    /// <summary>True for a part of a buffer; its first dimension is the partitions.</summary>
    public bool IsOnChip => Start.Tensor < 0;

    public long Elements => Dimensions.Aggregate(1L, (product, d) => product * d.Size);

    /// <summary>The shape in messages.</summary>
    public string ShapeText => $"[{string.Join(", ", Dimensions.Select(d => d.Size))}]";

    /// <summary>The whole of something row-major.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="start">Its first byte.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Elements of each dimension.</param>
    /// <param name="outerStride">Bytes between elements of the first dimension, or 0 if they follow each other.</param>
    public static TensorView Whole(string name, DmaPlace start, DataType type, IReadOnlyList<int> shape, long outerStride = 0)
    {
        var dimensions = new ViewDimension[shape.Count];
        long stride = type.Size();
        for (var d = shape.Count - 1; d >= 0; d--)
        {
            dimensions[d] = new ViewDimension(shape[d], d == 0 && outerStride != 0 ? outerStride : stride);
            stride *= shape[d];
        }

        return new TensorView(name, start, type, dimensions);
    }

    /// <summary>The view with its dimensions in another order.</summary>
    public TensorView Permute(IReadOnlyList<int> order, SourcePlace place)
    {
        if (order.Count != Dimensions.Count || order.Order().Where((d, k) => d != k).Any())
        {
            throw new InputException(
                AssemblyCode.PermutationIllegal, $"({string.Join(", ", order)}) does not name each dimension of {ShapeText} once; name 0 to {Dimensions.Count - 1}", place);
        }

        return this with { Dimensions = [.. order.Select(d => Dimensions[d])] };
    }

    /// <summary>The same elements in the same row-major order in another shape.</summary>
    public TensorView Reshape(IReadOnlyList<int> shape, SourcePlace place)
    {
        var product = shape.Aggregate(1L, (total, size) => total * size);
        if (product == Elements && TryReshape(shape) is { } dimensions)
            return this with { Dimensions = dimensions };
        throw new InputException(
            AssemblyCode.ReshapeImpossible,
            $"{ShapeText} cannot become [{string.Join(", ", shape)}] without a copy; the element counts must agree and merged dimensions must follow each other in memory",
            place);
    }

    /// <summary>The same bytes as elements of another type; the last dimension must be contiguous if the size changes.</summary>
    public TensorView As(DataType type, SourcePlace place)
    {
        var (from, to) = (Type.Size(), type.Size());
        if (from == to)
            return this with { Type = type };
        var last = Dimensions[^1];
        if (last.Stride != from || (long)last.Size * from % to != 0 || Dimensions.SkipLast(1).Any(d => d.Stride % to != 0))
        {
            throw new InputException(
                AssemblyCode.ReinterpretationImpossible,
                $"{Type.AssemblyName()}{ShapeText} cannot be read as {type.AssemblyName()}; its last dimension must be contiguous and a whole number of elements",
                place);
        }

        return this with { Type = type, Dimensions = [.. Dimensions.SkipLast(1), new ViewDimension((int)((long)last.Size * from / to), to)] };
    }

    private ViewDimension[]? TryReshape(IReadOnlyList<int> shape)
    {
        var source = Dimensions.Where(d => d.Size != 1).ToList();
        var result = new ViewDimension[shape.Count];
        var (from, to) = (source.Count - 1, shape.Count - 1);
        while (to >= 0)
        {
            if (shape[to] == 1)
            {
                result[to--] = new ViewDimension(1, Type.Size());
                continue;
            }

            if (from < 0)
                return null;
            // Merge source dimensions that follow each other until the group is as large as a group of target dimensions.
            var (have, stride, innermost) = ((long)source[from].Size, source[from].Stride, source[from].Stride);
            from--;
            long want = shape[to];
            result[to--] = new ViewDimension((int)want, stride);
            while (want != have)
            {
                if (want < have)
                {
                    if (to < 0)
                        return null;
                    result[to] = new ViewDimension(shape[to], innermost * want);
                    want *= shape[to--];
                }
                else
                {
                    if (from < 0 || source[from].Stride != innermost * have)
                        return null;
                    have *= source[from--].Size;
                }
            }
        }

        return from < 0 ? result : null;
    }
}
