using Hardware.Common.Numerics;

namespace Hardware.Testbench.Suites.Vectors;

/// <summary>A number type of vector files: TestFloat's name of it, and its codes.</summary>
/// <param name="Name">As in <c>f32_to_i32</c>.</param>
/// <param name="Type">The model's type; <see cref="DataType.Invalid"/> for the truth value of a comparison.</param>
public sealed record VectorNumber(string Name, DataType Type)
{
    /// <summary>Numbers that the model converts. FP8 by the names of ml_dtypes, e4m3 being the IEEE-style layout.</summary>
    public static IReadOnlyList<VectorNumber> All { get; } =
    [
        new("f32", DataType.Float32), new("f16", DataType.Float16), new("bf16", DataType.BFloat16),
        new("e5m2", DataType.Float8E5), new("e4m3", DataType.Float8E4), new("e3m4", DataType.Float8E3),
        new("i32", DataType.Int32), new("ui32", DataType.UInt32), new("i16", DataType.Int16), new("ui16", DataType.UInt16),
        new("i8", DataType.Int8), new("ui8", DataType.UInt8),
    ];

    /// <summary>0 or 1.</summary>
    public static VectorNumber Truth { get; } = new("truth", DataType.Invalid);

    public static VectorNumber Single => All[0];

    public static VectorNumber Half => All[1];

    public static VectorNumber Brain => All[2];

    public bool IsFloat => Type.IsFloat();

    /// <summary>The largest code.</summary>
    public uint LargestCode => Type == DataType.Invalid ? 1 : uint.MaxValue >> (32 - (8 * Type.Size()));

    /// <summary>Hexadecimal digits of a code.</summary>
    public int Digits => Type == DataType.Invalid ? 1 : 2 * Type.Size();

    public bool IsNan(uint code) => IsFloat && (code & ~Type.Format().SignBit) > Type.Format().Infinity;

    public string Text(uint code) => code.ToString($"X{Digits}", System.Globalization.CultureInfo.InvariantCulture);
}
