using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Suites.Lanes;

/// <summary>
/// The arithmetic of the lanes as docs/numerics.md states it, one element at a time: types are decoded by the testbench's own formats,
/// operators follow their definitions in exact arithmetic. Only the activation tables, their scalar evaluation and the layouts' constants are
/// those of the engines.
/// </summary>
internal static class LaneNumbers
{
    private const uint CanonicalNaN = 0x7FC00000;

    /// <summary>The free cast in: FP32 and TF32 are taken as they are stored, a NaN of another format keeps its sign.</summary>
    public static float ToSingle(DataType type, uint code)
    {
        if (type is DataType.Float32 or DataType.TensorFloat32)
            return BitConverter.UInt32BitsToSingle(code);
        var value = ElementFormat.Of(type).Decode(code);
        if (!double.IsNaN(value))
            return (float)value;
        var sign = code >> ((8 * type.Size()) - 1) << 31;
        return BitConverter.UInt32BitsToSingle(sign | CanonicalNaN);
    }

    /// <summary>The free cast out: FP32 keeps its bits, all else is rounded once.</summary>
    public static uint FromSingle(DataType type, float value) =>
        type == DataType.Float32 ? BitConverter.SingleToUInt32Bits(value) : ElementFormat.Of(type).Encode(value);

    /// <summary>The same, rounded by a random word.</summary>
    public static uint FromSingle(DataType type, float value, uint random) => ExactConversion.Convert(
        DataType.Float32, BitConverter.SingleToUInt32Bits(value), type, Rounding.Stochastic, random, Overflow.Infinity);

    /// <summary>What arithmetic writes: a NaN is canonical.</summary>
    public static float Canonical(float value) => float.IsNaN(value) ? BitConverter.UInt32BitsToSingle(CanonicalNaN) : value;

    /// <summary>An arithmetic operator on FP32.</summary>
    public static float Apply(AluOperator operation, float a, float b) =>
        BitConverter.UInt32BitsToSingle(ExactLanes.Apply(operation, BitConverter.SingleToUInt32Bits(a), BitConverter.SingleToUInt32Bits(b)));

    /// <summary>An operator on the bits of integers of a type, which are zero-extended.</summary>
    public static uint Apply(AluOperator operation, DataType type, uint a, uint b) => ExactLanes.Integer(operation, 8 * type.Size(), a, b);

    /// <summary>An activation function: exact ones by their definition, others from the chip's tables, of which this is no check.</summary>
    /// <remarks>The tables are judged by <c>inspect --activations</c> and by the tests of hw/Common.</remarks>
    public static float Activate(ActivationFunction function, float x)
    {
        switch (function)
        {
            case ActivationFunction.Copy or ActivationFunction.Identity:
                return x;
            case ActivationFunction.Relu:
                return float.IsNaN(x) ? x : x > 0 ? x : 0;
            case ActivationFunction.Square:
                return x * x;
            case ActivationFunction.Abs:
                return MathF.Abs(x);
            case ActivationFunction.Sign:
                return float.IsNaN(x) || x == 0 ? x : x > 0 ? 1 : -1;
            default:
                Span<float> value = [x];
                ActivationTables.For(function).Evaluate(value, value, SimdWidth.Scalar);
                return value[0];
        }
    }
}
