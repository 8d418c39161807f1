using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

/// <summary>Two conversions that share no code, the testbench's in FP64 and the hardware's in integers, agree on every bit.</summary>
public class ElementFormatAgainstCastTests
{
    private const int Count = 100_000;
    private static readonly DataType[] s_types = DataTypes.Values.ToArray();

    private static readonly NumberFormats[] s_configured =
    [
        new() { Float8E3 = new(2, 5, -3, hasInfinity: false), Float8E4 = new(4, 3, 7, hasInfinity: false), Float8E5 = new(6, 1, 144, hasInfinity: true) },
        new() { Float8E3 = new(1, 6, 0, hasInfinity: true), Float8E4 = new(4, 3, 120, hasInfinity: true), Float8E5 = new(5, 2, 15, hasInfinity: true), Float8Overflow = Overflow.Saturate },
        new() { Float8E3 = new(1, 6, 40, hasInfinity: false), Float8E4 = new(5, 2, -64, hasInfinity: false), Float8Overflow = Overflow.NotANumber },
    ];

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

    [Test]
    public void ConfiguredFloat8Agrees(
        [Values(DataType.Float8E3, DataType.Float8E4, DataType.Float8E5)] DataType type, [ValueSource(nameof(s_configured))] NumberFormats formats)
    {
        float[] values = new TensorGenerator(13).AnyCode("any", DataType.Float32, [Count]).ToSingles();
        var cast = new byte[Count];
        formats.FromSingle(type, values, cast);
        Tensor rounded = Tensor.FromDoubles("rounded", type, [Count], [.. values.Select(v => (double)v)], formats);
        Assert.That(cast.AsSpan().SequenceEqual(rounded.Data), Is.True);
        var codes = new Tensor("codes", type, [256], [.. Enumerable.Range(0, 256).Select(code => (byte)code)], formats);
        var singles = new float[256];
        formats.ToSingle(type, codes.Data, singles);
        Assert.That(codes.ToSingles(), Is.EqualTo(singles));
    }
}
