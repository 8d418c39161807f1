namespace Hardware.Common.Numerics;

/// <summary>
/// Which implementation of a numeric kernel runs. All give the same bits; tests and benchmarks ask for one, the model takes the widest.
/// </summary>
public enum SimdWidth : byte
{
    /// <summary>The widest that this machine has.</summary>
    Widest,

    /// <summary>The plain element-by-element code.</summary>
    Scalar,

    /// <summary>256-bit vectors, 8 lanes of 32 bits; scalar where the machine has none.</summary>
    Bits256,

    /// <summary>512-bit vectors, 16 lanes of 32 bits; 256-bit where the machine has none.</summary>
    Bits512,
}
