using Hardware.Common.Numerics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

public class ElementFormatTests
{
    private static readonly DataType[] s_types = [.. Enum.GetValues<DataType>().Where(type => type != DataType.Invalid)];

    [TestCaseSource(nameof(s_types))]
    public void EveryCodeSurvivesTheWayThroughAValue(DataType type)
    {
        ElementFormat format = ElementFormat.Of(type);
        long codes = type == DataType.Boolean ? 2 : format.Size == 4 ? 40_000 : 1L << (8 * format.Size);
        uint stride = format.Size == 4 ? 107_374u : 1u;
        uint keep = type == DataType.TensorFloat32 ? 0xFFFFE000 : uint.MaxValue;
        for (uint i = 0; i < codes; i++)
        {
            uint code = (i * stride) & keep;
            double value = format.Decode(code);
            uint back = format.Encode(value);
            if (double.IsNaN(value))
                Assert.That(format.Decode(back), Is.NaN);
            else if (back != code)
                Assert.Fail($"{type} code {code:X} is {value:R} and comes back as {back:X}");
        }
    }

    [TestCase(DataType.Float32, 0.1, 0x3DCCCCCDu)]
    [TestCase(DataType.Float32, -0.0, 0x80000000u)]
    [TestCase(DataType.Float32, 1e39, 0x7F800000u)]
    [TestCase(DataType.Float32, 1e-45, 1u)]
    [TestCase(DataType.TensorFloat32, 1.0005, 0x3F802000u)]
    [TestCase(DataType.BFloat16, 1.00390625, 0x3F80u)]
    [TestCase(DataType.BFloat16, 1.01171875, 0x3F82u)]
    [TestCase(DataType.Float16, 65519.999, 0x7BFFu)]
    [TestCase(DataType.Float16, 65520.0, 0x7C00u)]
    [TestCase(DataType.Float16, 5.9604644775390625e-8, 1u)]
    [TestCase(DataType.Float16, 2.98023223876953125e-8, 0u)]
    [TestCase(DataType.Float8E5, 57344.0, 0x7Bu)]
    [TestCase(DataType.Float8E4, 240.0, 0x77u)]
    [TestCase(DataType.Float8E4, 248.0, 0x78u)]
    [TestCase(DataType.Float8E4, -0.001953125, 0x81u)]
    [TestCase(DataType.Float8E3, 15.5, 0x6Fu)]
    [TestCase(DataType.Boolean, 0.25, 1u)]
    [TestCase(DataType.Boolean, -0.0, 0u)]
    [TestCase(DataType.Boolean, double.NaN, 1u)]
    [TestCase(DataType.Int8, 2.5, 2u)]
    [TestCase(DataType.Int8, -200.0, 0x80u)]
    [TestCase(DataType.UInt8, -1.0, 0u)]
    [TestCase(DataType.Int16, 1e9, 0x7FFFu)]
    [TestCase(DataType.Int32, -1.0, 0xFFFFFFFFu)]
    [TestCase(DataType.Int32, double.NaN, 0u)]
    [TestCase(DataType.UInt32, 1e12, 0xFFFFFFFFu)]
    [TestCase(DataType.UInt32, 4294967295.0, 0xFFFFFFFFu)]
    [TestCase(DataType.BFloat16, double.NaN, 0xFFC0u, TestName = "NaN keeps the sign that the platform's NaN constant has")]
    public void KnownValuesHaveTheirPublishedCodes(DataType type, double value, uint code) =>
        Assert.That(ElementFormat.Of(type).Encode(value), Is.EqualTo(code), $"{ElementFormat.Of(type).Encode(value):X}");

    [Property(MaxTest = 2000)]
    public bool SingleAndHalfAgreeWithThePlatform(double value, float scale)
    {
        double input = value * scale;
        return double.IsNaN(input)
            || (ElementFormat.Of(DataType.Float32).Encode(input) == BitConverter.SingleToUInt32Bits((float)input)
                && ElementFormat.Of(DataType.Float16).Encode(input) == BitConverter.HalfToUInt16Bits((Half)input));
    }

    private static readonly DataType[] s_typesWithNeighbours = [.. s_types.Where(type => type != DataType.Boolean)];

    [TestCaseSource(nameof(s_typesWithNeighbours))]
    public void NeighboursAreOneUlpApart(DataType type)
    {
        ElementFormat format = ElementFormat.Of(type);
        uint one = format.Encode(1), step = type == DataType.TensorFloat32 ? 1u << 13 : 1u;
        Assert.That(format.UlpDistance(one, one + step), Is.EqualTo(1));
        Assert.That(format.UlpDistance(one, one), Is.Zero);
        if (!format.IsFloat)
            return;
        uint smallest = step, negative = format.Encode(-format.Decode(smallest));
        Assert.That(format.UlpDistance(smallest, negative), Is.EqualTo(2), "zero of both signs lies between");
        Assert.That(format.UlpDistance(format.Encode(0.0), format.Encode(-0.0)), Is.Zero);
        Assert.That(format.UlpDistance(format.Encode(format.Maximum), format.Encode(double.PositiveInfinity)), Is.EqualTo(1));
        Assert.That(format.UlpDistance(format.Encode(double.NaN), one), Is.EqualTo(long.MaxValue));
        Assert.That(format.UlpDistance(format.Encode(double.NaN), format.Encode(double.NaN)), Is.Zero);
    }
}
