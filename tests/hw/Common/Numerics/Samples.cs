using System.Runtime.InteropServices;

namespace Hardware.Common.Tests.Numerics;

/// <summary>FP32 inputs on which rounding goes wrong first.</summary>
internal static class Samples
{
    public static readonly uint[] Special =
    [
        0x00000000, 0x80000000, 0x00000001, 0x80000001, 0x007FFFFF, 0x00800000, 0x00800001, 0x3F800000, 0xBF800000, 0x3F7FFFFF,
        0x3F800001, 0x7F7FFFFF, 0xFF7FFFFF, 0x7F800000, 0xFF800000, 0x7F800001, 0xFF800001, 0x7FC00000, 0xFFC12345, 0x7FFFFFFF,
        0xFFFFFFFF, 0x4F000000, 0xCF000000, 0x4EFFFFFF, 0x4F7FFFFF, 0x4F800000, 0x3F000000, 0x3FC00000, 0x40200000, 0xBF000000,
    ];

    /// <summary>Random bit patterns: every exponent, both signs, some NaN.</summary>
    public static float[] RandomSingles(int count, int seed)
    {
        var values = new float[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(values.AsSpan()));
        for (var i = 0; i < Math.Min(count, Special.Length); i++)
            values[i] = BitConverter.UInt32BitsToSingle(Special[i]);
        return values;
    }

    /// <summary>Every code of the layout, every midpoint between neighbours and the FP32 values beside both, in both signs.</summary>
    public static float[] Midpoints(Hardware.Common.Numerics.FloatFormat format)
    {
        var result = new List<float>();
        for (uint code = 0; code < format.LargestFinite; code++)
        {
            var low = BitConverter.UInt32BitsToSingle(format.Decode(code));
            var high = BitConverter.UInt32BitsToSingle(format.Decode(code + 1));
            var middle = (float)(((double)low + high) / 2);
            foreach (var value in (ReadOnlySpan<float>)[low, middle, high])
            {
                foreach (var near in (ReadOnlySpan<float>)[MathF.BitDecrement(value), value, MathF.BitIncrement(value)])
                {
                    result.Add(near);
                    result.Add(-near);
                }
            }
        }

        var largest = BitConverter.UInt32BitsToSingle(format.Decode(format.LargestFinite));
        for (var factor = 1.0f; factor < 1.3f; factor += 0.00390625f / 4)
        {
            result.Add(largest * factor);
            result.Add(-largest * factor);
        }

        return [.. result];
    }

    /// <summary>Integers, halves and their FP32 neighbours: all of up to 17 bits, and around the limits of every integer type.</summary>
    public static float[] NearIntegers()
    {
        var result = new List<float>();
        for (var half = 0; half < 1 << 18; half++)
            Add(half / 2f);
        foreach (var limit in (double[])[8388608, 16777216, 2147483648, 4294967296])
        {
            for (var offset = -2.0; offset <= 2; offset += 0.25)
                Add((float)(limit + offset));
        }

        return [.. result];

        void Add(float value)
        {
            foreach (var near in (ReadOnlySpan<float>)[MathF.BitDecrement(value), value, MathF.BitIncrement(value)])
            {
                result.Add(near);
                result.Add(-near);
            }
        }
    }

    /// <summary>Every code of 1 or 2 bytes, packed.</summary>
    public static byte[] AllCodes(int size) => size == 1
        ? [.. Enumerable.Range(0, 256).Select(code => (byte)code)]
        : MemoryMarshal.AsBytes<ushort>(Enumerable.Range(0, 65536).Select(code => (ushort)code).ToArray()).ToArray();

    public static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    public static uint[] RandomWords(int count, int seed)
    {
        var words = new uint[count];
        new Random(seed).NextBytes(MemoryMarshal.AsBytes(words.AsSpan()));
        return words;
    }
}
