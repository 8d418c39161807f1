using Hardware.Common.Numerics;

namespace Hardware.Testbench.References.Exact;

/// <summary>Conversions between element types by the rules of docs/numerics.md, in exact arithmetic, with the preset FP8 layouts.</summary>
public static class ExactConversion
{
    private static readonly ExactFloat TensorFloat32 = new(8, 10, 127, hasInfinity: true);
    private static readonly ExactFloat BFloat16 = new(8, 7, 127, hasInfinity: true);
    private static readonly ExactFloat Float16 = new(5, 10, 15, hasInfinity: true);
    private static readonly ExactFloat Float8E5 = new(5, 2, 15, hasInfinity: true);
    private static readonly ExactFloat Float8E4 = new(4, 3, 7, hasInfinity: true);
    private static readonly ExactFloat Float8E3 = new(3, 4, 3, hasInfinity: true);

    /// <summary>A code of one type to a code of another: equal types keep the bits, all others go through FP32, which is beyond no range.</summary>
    public static uint Convert(DataType from, uint code, DataType to, Rounding rounding, uint random, Overflow overflow)
    {
        if (from == to || (from == DataType.TensorFloat32 && to == DataType.Float32))
            return code;
        var single = ToSingle(from, code);
        return to == DataType.Float32 ? single : Encode(to, ExactFloat.Single.Decode(single), rounding, random, overflow);
    }

    /// <summary>The FP32 value that the engines see, NaN quiet.</summary>
    public static uint ToSingle(DataType from, uint code) =>
        ExactFloat.Single.Encode(Decode(from, code), Rounding.NearestEven, 0, Overflow.Infinity);

    /// <summary>What a code stands for. A TF32 element is the FP32 value that it is stored as.</summary>
    public static ExactValue Decode(DataType type, uint code) => type switch
    {
        DataType.Boolean => new ExactValue(Negative: false, code == 0 ? 0 : ExactValue.Units(1, 0)),
        DataType.TensorFloat32 => ExactFloat.Single.Decode(code),
        _ => type.IsFloat() ? FloatOf(type).Decode(code) : IntegerOf(type).Decode(code),
    };

    /// <summary>The layout of a float type.</summary>
    public static ExactFloat FloatOf(DataType type) => type switch
    {
        DataType.Float32 => ExactFloat.Single,
        DataType.TensorFloat32 => TensorFloat32,
        DataType.BFloat16 => BFloat16,
        DataType.Float16 => Float16,
        DataType.Float8E5 => Float8E5,
        DataType.Float8E4 => Float8E4,
        DataType.Float8E3 => Float8E3,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a float"),
    };

    private static uint Encode(DataType to, in ExactValue value, Rounding rounding, uint random, Overflow overflow) => to switch
    {
        DataType.Boolean => value.Kind == ExactKind.Number && value.Magnitude.IsZero ? 0u : 1u,
        DataType.TensorFloat32 => TensorFloat32.Encode(value, rounding, random, overflow) << 13,
        _ => to.IsFloat() ? FloatOf(to).Encode(value, rounding, random, overflow) : IntegerOf(to).Encode(value, rounding, random),
    };

    private static ExactInteger IntegerOf(DataType type) => type switch
    {
        DataType.Int8 => new(8, signed: true),
        DataType.UInt8 => new(8, signed: false),
        DataType.Int16 => new(16, signed: true),
        DataType.UInt16 => new(16, signed: false),
        DataType.Int32 => new(32, signed: true),
        DataType.UInt32 => new(32, signed: false),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not an integer"),
    };
}
