namespace Hardware.Common.Numerics;

/// <summary>Element types, with the codes that the public runtime header (nrt.h) gives them.</summary>
public enum DataType : byte
{
    Invalid = 0,
    Int8 = 2,
    UInt8 = 3,
    Int16 = 4,
    UInt16 = 5,
    BFloat16 = 6,
    Float16 = 7,
    Int32 = 8,
    UInt32 = 9,
    Float32 = 0xA,

    /// <summary>FP32 with 10 mantissa bits, stored in 4 bytes.</summary>
    TensorFloat32 = 0xB,

    /// <summary>cFP8, 3 exponent bits.</summary>
    Float8E3 = 0xD,

    /// <summary>cFP8, 4 exponent bits, IEEE style (largest finite value 240).</summary>
    Float8E4 = 0xE,

    /// <summary>cFP8, 5 exponent bits.</summary>
    Float8E5 = 0xF,

    /// <summary>
    /// Truth value in one byte, as AWS Neuron stores it: 0 is false, any other byte true. The header has no code for it; this one is our
    /// choice, because it is the first after the header's.
    /// </summary>
    Boolean = 0x10,
}
