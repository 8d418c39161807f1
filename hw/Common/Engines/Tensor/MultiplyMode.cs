namespace Hardware.Common.Engines.Tensor;

/// <summary>What a processing element does with a wave-front; travels with it.</summary>
public enum MultiplyMode : byte
{
    /// <summary>FP32 fused multiply-add with the weight as it is.</summary>
    Float,

    /// <summary>
    /// INT32 multiply and wrapping add; weights and sums are INT32, an activation register holds two INT8 elements: the first in bits
    /// 0 to 15, the second, or zero, in bits 16 to 31.
    /// </summary>
    Integer,

    /// <summary>As <see cref="Float"/> with the low half of the weight.</summary>
    WeightLow,

    /// <summary>As <see cref="Float"/> with the high half of the weight, non-finite weights taking no part.</summary>
    WeightHigh,

    /// <summary>As <see cref="Float"/> with the high half of the weight, non-finite weights as they are.</summary>
    WeightHighLast,
}

public static class MultiplyModes
{
    /// <summary>What rows that take no part present: its product with a zero weight leaves every partial sum as it is.</summary>
    public static float NeutralActivation(this MultiplyMode mode) => mode == MultiplyMode.Integer ? 0f : -0f;
}
