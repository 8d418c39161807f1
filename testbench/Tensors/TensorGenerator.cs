using Hardware.Common.Numerics;

namespace Hardware.Testbench.Tensors;

/// <summary>
/// Seeded tensors of every type. Each element is a pure function of (seed, tensor name, element number), so a tensor does not
/// depend on the order of generation, and every machine makes the same bits (integer arithmetic and exact FP64 steps only).
/// </summary>
/// <remarks>The mixing function is the finaliser of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).</remarks>
public sealed class TensorGenerator(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    /// <summary>
    /// Data that suits a type: floats with mean 0 and deviation 1, integers uniform over the 8-bit range of their sign, bool 0 or 1.
    /// </summary>
    public Tensor Generate(string name, DataType type, params ReadOnlySpan<int> shape)
    {
        ElementFormat format = ElementFormat.Of(type);
        if (format.IsFloat)
            return Normal(name, type, shape);
        return format.Minimum < 0 ? UniformIntegers(name, type, shape, -128, 127) : UniformIntegers(name, type, shape, 0, (int)Math.Min(255, format.Maximum));
    }

    /// <summary>Bell-shaped values: the sum of twelve 16-bit uniform numbers, scaled (tails end at 6 deviations).</summary>
    public Tensor Normal(string name, DataType type, ReadOnlySpan<int> shape, double mean = 0, double deviation = 1)
    {
        ulong stream = Stream(name);
        return Fill(name, type, shape, i =>
        {
            long sum = 0;
            for (ulong word = 0; word < 3; word++)
            {
                ulong bits = Bits(stream, ((ulong)i * 3) + word);
                sum += (long)((bits & 0xFFFF) + ((bits >> 16) & 0xFFFF) + ((bits >> 32) & 0xFFFF) + (bits >> 48));
            }

            double standard = (sum - (6 * 65535L)) / 65536.0;
            return mean + (deviation * standard);
        });
    }

    /// <summary>Values uniform in [low, high), before rounding to the type.</summary>
    public Tensor Uniform(string name, DataType type, ReadOnlySpan<int> shape, double low, double high)
    {
        ulong stream = Stream(name);
        return Fill(name, type, shape, i => low + ((high - low) * ((Bits(stream, (ulong)i) >> 11) * (1.0 / (1UL << 53)))));
    }

    /// <summary>Whole numbers uniform in low..high, both included.</summary>
    public Tensor UniformIntegers(string name, DataType type, ReadOnlySpan<int> shape, int low, int high)
    {
        ulong stream = Stream(name);
        ulong span = (ulong)((long)high - low + 1);
        return Fill(name, type, shape, i => low + (double)(long)Math.BigMul(Bits(stream, (ulong)i), span, out _));
    }

    /// <summary>Every code of the type, equally likely: subnormals, infinities and NaN of all payloads included.</summary>
    public Tensor AnyCode(string name, DataType type, ReadOnlySpan<int> shape)
    {
        ulong stream = Stream(name);
        Tensor tensor = Tensor.Zeros(name, type, shape);
        uint keep = type switch
        {
            DataType.TensorFloat32 => 0xFFFFE000, // leaves its low 13 bits zero
            DataType.Boolean => 1,
            _ => uint.MaxValue,
        };
        for (int i = 0; i < tensor.Count; i++)
            tensor.SetCode(i, (uint)Bits(stream, (ulong)i) & keep);
        return tensor;
    }

    private static Tensor Fill(string name, DataType type, ReadOnlySpan<int> shape, Func<int, double> value)
    {
        Tensor tensor = Tensor.Zeros(name, type, shape);
        for (int i = 0; i < tensor.Count; i++)
            tensor[i] = value(i);
        return tensor;
    }

    /// <summary>Start of a tensor's own stream: FNV-1a of its name, mixed with the seed.</summary>
    private ulong Stream(string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (char c in name)
            hash = (hash ^ c) * 0x100000001B3;
        return Mix(hash ^ Mix(seed + GoldenGamma));
    }

    private static ulong Bits(ulong stream, ulong counter) => Mix(stream + ((counter + 1) * GoldenGamma));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
