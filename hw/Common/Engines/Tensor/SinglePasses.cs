using System.Runtime.Intrinsics;
using Hardware.Common.Numerics;

namespace Hardware.Common.Engines.Tensor;

/// <summary>
/// FP32 through multipliers of half the width: four passes multiply the halves that <see cref="SingleSplit"/> makes, smallest products
/// first.
/// </summary>
/// <remarks>Four passes: AWS Neuron architecture guide (FP32 at a quarter of the rate); the order is this project's choice.</remarks>
public static class SinglePasses
{
    private const uint HighMask = 0xFFFFF000;
    private const uint Exponent = 0x7F800000;

    /// <summary>Passes of an FP32 MatMul: moving x stationary = low x low, low x high, high x low, high x high.</summary>
    public const int Count = 4;

    /// <summary>What the processing elements do in a pass.</summary>
    public static MultiplyMode ModeOf(int pass) => pass switch
    {
        0 or 2 => MultiplyMode.WeightLow,
        1 => MultiplyMode.WeightHigh,
        _ => MultiplyMode.WeightHighLast,
    };

    /// <summary>The half of the moving operand that a pass streams, in place.</summary>
    public static void SplitMoving(int pass, Span<float> values)
    {
        var mode = pass switch
        {
            0 or 1 => MultiplyMode.WeightLow,
            2 => MultiplyMode.WeightHigh,
            _ => MultiplyMode.WeightHighLast,
        };
        Take(values, mode, values);
    }

    /// <summary>The parts of many operands; source and parts may be the same.</summary>
    public static void Take(ReadOnlySpan<float> source, MultiplyMode mode, Span<float> parts)
    {
        var i = 0;
        for (; i <= source.Length - Vector512<float>.Count; i += Vector512<float>.Count)
            Part(Vector512.LoadUnsafe(in source[i]), mode).StoreUnsafe(ref parts[i]);
        for (; i < source.Length; i++)
            parts[i] = Part(source[i], mode);
    }

    /// <summary>The part of a weight that a mode multiplies by.</summary>
    public static float Part(float value, MultiplyMode mode) => mode switch
    {
        MultiplyMode.WeightLow => SingleSplit.Low(value),
        MultiplyMode.WeightHigh => SingleSplit.CrossHigh(value),
        MultiplyMode.WeightHighLast => SingleSplit.High(value),
        _ => value,
    };

    /// <summary>The vector twin of <see cref="Part(float, MultiplyMode)"/>.</summary>
    public static Vector512<float> Part(Vector512<float> values, MultiplyMode mode)
    {
        if (mode is MultiplyMode.Float or MultiplyMode.Integer)
            return values;
        var bits = values.AsUInt32();
        var high = (bits & Vector512.Create(HighMask)).AsSingle();
        var finite = ~Vector512.Equals(bits & Vector512.Create(Exponent), Vector512.Create(Exponent)).AsSingle();
        return mode switch
        {
            MultiplyMode.WeightLow => (values - high) & finite,
            MultiplyMode.WeightHigh => high & finite,
            _ => Vector512.ConditionalSelect(finite, high, values),
        };
    }
}
