namespace Hardware.Common.Numerics;

/// <summary>Size, class and assembly spelling of each <see cref="DataType"/>.</summary>
public static class DataTypes
{
    private static readonly DataType[] All =
    [
        DataType.Float32, DataType.TensorFloat32, DataType.BFloat16, DataType.Float16,
        DataType.Float8E5, DataType.Float8E4, DataType.Float8E3,
        DataType.Int8, DataType.Int16, DataType.Int32, DataType.UInt8, DataType.UInt16, DataType.UInt32,
        DataType.Boolean,
    ];

    /// <summary>Every type that an instruction may name, floats first.</summary>
    public static ReadOnlySpan<DataType> Values => All;

    /// <summary>Bytes that one element takes in memory; TF32 keeps the 4 bytes of FP32.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no type.</exception>
    public static int Size(this DataType type) => type switch
    {
        DataType.Int8 or DataType.UInt8 or DataType.Boolean or DataType.Float8E3 or DataType.Float8E4 or DataType.Float8E5 => 1,
        DataType.Int16 or DataType.UInt16 or DataType.BFloat16 or DataType.Float16 => 2,
        DataType.Int32 or DataType.UInt32 or DataType.Float32 or DataType.TensorFloat32 => 4,
        _ => throw Unknown(type),
    };

    public static bool IsFloat(this DataType type) => type is DataType.Float32 or DataType.TensorFloat32 or DataType.BFloat16
        or DataType.Float16 or DataType.Float8E3 or DataType.Float8E4 or DataType.Float8E5;

    /// <summary>True for signed and unsigned integers; bool is none.</summary>
    public static bool IsInteger(this DataType type) => type is DataType.Int8 or DataType.UInt8 or DataType.Int16 or DataType.UInt16
        or DataType.Int32 or DataType.UInt32;

    /// <summary>True for floats and two's-complement integers.</summary>
    public static bool IsSigned(this DataType type) => type.IsFloat() || type is DataType.Int8 or DataType.Int16 or DataType.Int32;

    /// <summary>Smallest value of an integer type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is no integer.</exception>
    public static long Smallest(this DataType type) =>
        !type.IsInteger() ? throw Unknown(type) : type.IsSigned() ? -1L << ((8 * type.Size()) - 1) : 0;

    /// <summary>Largest value of an integer type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is no integer.</exception>
    public static long Largest(this DataType type) =>
        !type.IsInteger() ? throw Unknown(type) : (1L << ((8 * type.Size()) - (type.IsSigned() ? 1 : 0))) - 1;

    /// <summary>The spelling in assembly text, for example <c>bf16</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The code names no type.</exception>
    public static string AssemblyName(this DataType type) => type switch
    {
        DataType.Float32 => "fp32",
        DataType.TensorFloat32 => "tf32",
        DataType.BFloat16 => "bf16",
        DataType.Float16 => "fp16",
        DataType.Float8E5 => "fp8e5",
        DataType.Float8E4 => "fp8e4",
        DataType.Float8E3 => "fp8e3",
        DataType.Int8 => "int8",
        DataType.Int16 => "int16",
        DataType.Int32 => "int32",
        DataType.UInt8 => "uint8",
        DataType.UInt16 => "uint16",
        DataType.UInt32 => "uint32",
        DataType.Boolean => "bool",
        _ => throw Unknown(type),
    };

    /// <summary>The layout of a float type.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The type is not a float.</exception>
    public static FloatFormat Format(this DataType type) => type switch
    {
        DataType.Float32 => FloatFormat.Float32,
        DataType.TensorFloat32 => FloatFormat.TensorFloat32,
        DataType.BFloat16 => FloatFormat.BFloat16,
        DataType.Float16 => FloatFormat.Float16,
        DataType.Float8E5 => FloatFormat.Float8E5,
        DataType.Float8E4 => FloatFormat.Float8E4,
        DataType.Float8E3 => FloatFormat.Float8E3,
        _ => throw Unknown(type),
    };

    /// <summary>Reads the assembly spelling; exact, lower case.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DataType type)
    {
        foreach (var candidate in All)
        {
            if (text.SequenceEqual(candidate.AssemblyName()))
            {
                type = candidate;
                return true;
            }
        }

        type = DataType.Invalid;
        return false;
    }

    private static ArgumentOutOfRangeException Unknown(DataType type) =>
        new(nameof(type), type, "not a data type of this kind");
}
