using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

/// <summary>Two conversions that share no code, the testbench's in FP64 and the hardware's in integers, agree on every bit.</summary>
public class ElementFormatAgainstCastTests
{
    private const int Count = 100_000;
    private static readonly DataType[] s_types = DataTypes.Values.ToArray();

    [TestCaseSource(nameof(s_types))]
    public void RoundingFromSingleAgrees(DataType type)
    {
        // Any FP32 code covers subnormals, infinities and NaN; normal data covers the ordinary range of the small types.
        var generator = new TensorGenerator(11);
        float[] values =
        [
            .. generator.AnyCode("any", DataType.Float32, [Count]).ToSingles(),
            .. generator.Normal("small", DataType.Float32, [Count], deviation: 0.02).ToSingles(),
            .. generator.Normal("large", DataType.Float32, [Count], deviation: 200).ToSingles(),
        ];
        Tensor cast = Tensor.Zeros("cast", type, values.Length);
        Cast.FromSingle(type, values, cast.Data);
        Tensor rounded = Tensor.FromSingles("rounded", type, [values.Length], values);
        for (int i = 0; i < values.Length; i++)
        {
            // FP32 to FP32 copies NaN payloads in the hardware.
            bool same = cast.Code(i) == rounded.Code(i) || (type == DataType.Float32 && float.IsNaN(values[i]));
            if (!same)
                Assert.Fail($"{values[i]:R}: hardware {cast.Code(i):X}, testbench {rounded.Code(i):X}");
        }
    }

    [TestCaseSource(nameof(s_types))]
    public void ReadingAgrees(DataType type)
    {
        Tensor codes = new TensorGenerator(12).AnyCode("codes", type, [Count]);
        var singles = new float[Count];
        Cast.ToSingle(type, codes.Data, singles);
        Assert.That(singles.AsSpan().SequenceEqual(codes.ToSingles()), Is.True);
        Assert.That(codes.ElementSize, Is.EqualTo(type.Size()));
    }
}
