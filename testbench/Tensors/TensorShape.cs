using System.Globalization;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>Arithmetic on row-major shapes: the last dimension is the one that varies fastest.</summary>
public static class TensorShape
{
    /// <summary>Elements of a shape (1 for a scalar, which has no dimensions), or -1 when a dimension is negative or the product overflows.</summary>
    public static long Count(ReadOnlySpan<long> shape)
    {
        long count = 1;
        bool empty = false;
        foreach (long size in shape)
        {
            if (size < 0)
                return -1;
            empty |= size == 0;
        }

        if (empty)
            return 0;
        foreach (long size in shape)
        {
            if (count > long.MaxValue / size)
                return -1;
            count *= size;
        }

        return count;
    }

    /// <summary>Bytes of a tensor, and its shape as array sizes.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorTooLarge"/>.</exception>
    internal static int[] Narrow(ReadOnlySpan<long> shape, DataType type, string name, SourcePlace place, out int bytes)
    {
        long count = Count(shape);
        int size = ElementFormat.Of(type).Size;
        var narrow = new int[shape.Length];
        bool fits = count >= 0 && count <= Array.MaxLength / size;
        for (int i = 0; i < shape.Length && fits; i++)
        {
            fits = shape[i] <= int.MaxValue;
            narrow[i] = (int)shape[i];
        }

        if (!fits)
        {
            throw new InputException(
                TensorCode.TensorTooLarge,
                $"tensor '{name}' of shape {Text(shape)} is too large for one host array; split it to under 2 GiB",
                place);
        }

        bytes = (int)count * size;
        return narrow;
    }

    /// <summary>Indices of a flat element number; empty for a scalar.</summary>
    public static int[] Indices(ReadOnlySpan<int> shape, int flat)
    {
        var indices = new int[shape.Length];
        for (int i = shape.Length - 1; i >= 0; i--)
        {
            indices[i] = flat % shape[i];
            flat /= shape[i];
        }

        return indices;
    }

    /// <summary>Flat element number of a tuple of indices.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tuple has another length than the shape or leaves it.</exception>
    public static int Flat(ReadOnlySpan<int> shape, ReadOnlySpan<int> indices)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(indices.Length, shape.Length);
        int flat = 0;
        for (int i = 0; i < shape.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(indices[i], nameof(indices));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(indices[i], shape[i], nameof(indices));
            flat = (flat * shape[i]) + indices[i];
        }

        return flat;
    }

    /// <summary><c>[40, 120]</c>.</summary>
    public static string Text(ReadOnlySpan<int> shape)
    {
        var wide = new long[shape.Length];
        for (int i = 0; i < shape.Length; i++)
            wide[i] = shape[i];
        return Text(wide);
    }

    /// <inheritdoc cref="Text(ReadOnlySpan{int})"/>
    public static string Text(ReadOnlySpan<long> shape)
    {
        var sizes = new string[shape.Length];
        for (int i = 0; i < shape.Length; i++)
            sizes[i] = shape[i].ToString(CultureInfo.InvariantCulture);
        return "[" + string.Join(", ", sizes) + "]";
    }
}
