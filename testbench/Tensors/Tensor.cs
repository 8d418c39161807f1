using System.Buffers.Binary;
using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;

namespace Hardware.Testbench.Tensors;

/// <summary>A named array of one element type: little-endian, row-major, densely packed, as the chip's DRAM holds it.</summary>
public sealed class Tensor
{
    private readonly int[] _shape;
    private readonly ElementFormat _format;

    /// <param name="name">Name by which programs and files know the tensor.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Elements per dimension; none for a scalar.</param>
    /// <param name="data">Kept, not copied; its length in bytes must be the elements of the shape times their size.</param>
    /// <param name="formats">FP8 layouts of the chip that the data is for; null for the presets, which files hold too.</param>
    /// <exception cref="ArgumentException">The data has another length than the shape needs.</exception>
    public Tensor(string name, DataType type, ReadOnlySpan<int> shape, byte[] data, NumberFormats? formats = null)
    {
        Name = name;
        Type = type;
        _shape = shape.ToArray();
        Formats = formats ?? NumberFormats.Default;
        _format = ElementFormat.Of(type, Formats);
        Data = data;
        Count = CountOf(shape);
        if (data.Length != (long)Count * _format.Size)
            throw new ArgumentException($"{data.Length} bytes do not hold {TensorShape.Text(shape)} elements of {_format.Size} bytes", nameof(data));
    }

    public string Name { get; }

    public DataType Type { get; }

    /// <summary>The FP8 layouts and overflow rule by which elements are read and written.</summary>
    public NumberFormats Formats { get; }

    /// <summary>Elements per dimension.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>The bytes themselves; writing here changes the tensor.</summary>
    public byte[] Data { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Bytes of one element.</summary>
    public int ElementSize => _format.Size;

    /// <summary>The element at a flat position; a write rounds to nearest even (see <see cref="ElementFormat"/>).</summary>
    public double this[int flat]
    {
        get => _format.Decode(Code(flat));
        set => SetCode(flat, _format.Encode(value));
    }

    /// <summary>A tensor of zero bytes.</summary>
    public static Tensor Zeros(string name, DataType type, params ReadOnlySpan<int> shape) =>
        new(name, type, shape, Buffer(type, shape));

    /// <summary>A tensor of rounded values, in row-major order.</summary>
    public static Tensor FromDoubles(
        string name, DataType type, ReadOnlySpan<int> shape, ReadOnlySpan<double> values, NumberFormats? formats = null)
    {
        Tensor tensor = new(name, type, shape, Buffer(type, shape), formats);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, tensor.Count, nameof(values));
        for (int i = 0; i < values.Length; i++)
            tensor[i] = values[i];
        return tensor;
    }

    /// <inheritdoc cref="FromDoubles"/>
    public static Tensor FromSingles(string name, DataType type, ReadOnlySpan<int> shape, ReadOnlySpan<float> values)
    {
        Tensor tensor = Zeros(name, type, shape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, tensor.Count, nameof(values));
        for (int i = 0; i < values.Length; i++)
            tensor[i] = values[i];
        return tensor;
    }

    /// <summary>The stored bits of an element, zero-extended.</summary>
    public uint Code(int flat) => ElementSize switch
    {
        1 => Data[flat],
        2 => BinaryPrimitives.ReadUInt16LittleEndian(Data.AsSpan(flat * 2)),
        _ => BinaryPrimitives.ReadUInt32LittleEndian(Data.AsSpan(flat * 4)),
    };

    /// <summary>Sets the stored bits of an element; bits above its size are dropped.</summary>
    public void SetCode(int flat, uint code)
    {
        if (ElementSize == 1)
            Data[flat] = (byte)code;
        else if (ElementSize == 2)
            BinaryPrimitives.WriteUInt16LittleEndian(Data.AsSpan(flat * 2), (ushort)code);
        else
            BinaryPrimitives.WriteUInt32LittleEndian(Data.AsSpan(flat * 4), code);
    }

    /// <summary>Every element, exact, in row-major order.</summary>
    public double[] ToDoubles()
    {
        var values = new double[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = this[i];
        return values;
    }

    /// <summary>Every element, in row-major order; exact but for 32-bit integers beyond 2^24.</summary>
    public float[] ToSingles()
    {
        var values = new float[Count];
        for (int i = 0; i < values.Length; i++)
            values[i] = (float)this[i];
        return values;
    }

    /// <summary>The same values in another type, each rounded once; the same type and layout keep the bits.</summary>
    /// <param name="type">The type.</param>
    /// <param name="formats">FP8 layouts of the result; null for the presets.</param>
    public Tensor ConvertTo(DataType type, NumberFormats? formats = null)
    {
        formats ??= NumberFormats.Default;
        return type == Type && (!type.IsFloat() || formats.Of(type) == Formats.Of(type))
            ? new Tensor(Name, type, _shape, (byte[])Data.Clone(), formats)
            : FromDoubles(Name, type, _shape, ToDoubles(), formats);
    }

    /// <summary>A bool tensor's bytes as files hold them: 1 for every true one.</summary>
    internal byte[] TruthBytes() => Array.ConvertAll(Data, b => b == 0 ? (byte)0 : (byte)1);

    /// <summary>The same bytes under another name.</summary>
    public Tensor WithName(string name) => new(name, Type, _shape, Data, Formats);

    /// <summary>Units in the last place, of this tensor's type, between an element and a value that is first rounded to that type.</summary>
    public long UlpDistance(int flat, double expected) => _format.UlpDistance(Code(flat), _format.Encode(expected));

    /// <summary>Refuses a tensor that the user gave in another shape than the program needs.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorShapeMismatch"/>.</exception>
    public void RequireShape(ReadOnlySpan<int> shape, SourcePlace? place = null)
    {
        if (!shape.SequenceEqual(_shape))
        {
            throw new InputException(
                TensorCode.TensorShapeMismatch,
                $"tensor '{Name}' has shape {TensorShape.Text(_shape)}, but {TensorShape.Text(shape)} is needed",
                place);
        }
    }

    /// <summary>Refuses a tensor that the user gave in another type than the program needs.</summary>
    /// <exception cref="InputException"><see cref="TensorCode.TensorTypeMismatch"/>.</exception>
    public void RequireType(DataType type, SourcePlace? place = null)
    {
        if (type != Type)
            throw new InputException(TensorCode.TensorTypeMismatch, $"tensor '{Name}' has type {Type}, but {type} is needed", place);
    }

    /// <summary>Name, type and shape, for example <c>x Float32 [40, 120]</c>.</summary>
    public override string ToString() => $"{Name} {Type} {TensorShape.Text(_shape)}";

    private static byte[] Buffer(DataType type, ReadOnlySpan<int> shape) => new byte[checked(CountOf(shape) * ElementFormat.Of(type).Size)];

    private static int CountOf(ReadOnlySpan<int> shape)
    {
        var wide = new long[shape.Length];
        for (int i = 0; i < shape.Length; i++)
            wide[i] = shape[i];
        long count = TensorShape.Count(wide);
        ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(shape));
        return checked((int)count);
    }
}
