using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Systolic;

/// <summary>Random element codes: mostly ordinary values, sometimes zeros, extremes, infinities and NaN.</summary>
internal static class OperandCodes
{
    public static uint Draw(Random random, DataType type)
    {
        var any = (uint)random.NextInt64(1L << 32);
        if (type == DataType.Int8)
            return any & 0xFF;
        var bits = type switch
        {
            DataType.Float32 or DataType.TensorFloat32 => 32,
            DataType.BFloat16 or DataType.Float16 => 16,
            _ => 8,
        };
        if (random.Next(200) == 0)
            return any >> (32 - bits);
        if (random.Next(20) == 0)
            return (any & 1) << (bits - 1);
        var value = (float)((random.NextDouble() - 0.5) * 8);
        var single = BitConverter.SingleToUInt32Bits(value);
        return type switch
        {
            DataType.Float32 or DataType.TensorFloat32 => single,
            DataType.BFloat16 => single >> 16,
            _ => Ordinary(any, type, bits),
        };
    }

    private static uint Ordinary(uint any, DataType type, int bits)
    {
        // The exponent is kept in the middle of its range.
        var mantissa = type switch { DataType.Float16 => 10, DataType.Float8E3 => 4, DataType.Float8E4 => 3, _ => 2 };
        var exponentBits = bits - 1 - mantissa;
        var exponent = (1u << (exponentBits - 1)) - 1 - (any >> 28 & 1);
        return ((any >> 27 & 1) << (bits - 1)) | (exponent << mantissa) | (any & ((1u << mantissa) - 1));
    }
}
