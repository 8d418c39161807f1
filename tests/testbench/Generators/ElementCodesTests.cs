using Hardware.Common.Numerics;
using Hardware.Testbench.Generators;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Generators;

/// <summary>Codes of a class have the values that the class says, by the testbench's own formats.</summary>
public class ElementCodesTests
{
    public static IEnumerable<DataType> Types => DataTypes.Values.ToArray();

    [TestCaseSource(nameof(Types))]
    public void Draws_are_of_their_class(DataType type)
    {
        var format = ElementFormat.Of(type);

        // TF32 is read as the FP32 that it is stored in.
        var largest = type == DataType.TensorFloat32 ? float.MaxValue : format.Maximum;
        for (var bits = 1UL; bits < 3000; bits++)
        {
            var mixed = bits * 0x9E3779B97F4A7C15;
            double Value(ValueClass value) => format.Decode(ElementCodes.Draw(type, value, mixed));
            Assert.That(Value(ValueClass.Zero), Is.Zero);
            Assert.That(Math.Abs(Value(ValueClass.Normal)), Is.LessThanOrEqualTo(255));
            if (!type.IsFloat())
                continue;
            Assert.That(double.IsInfinity(Value(ValueClass.Infinity)) && double.IsNaN(Value(ValueClass.NaN)));
            Assert.That(Math.Abs(Value(ValueClass.Subnormal)), Is.GreaterThan(0).And.LessThan(Math.ScaleB(1, 1 - type.Format().Bias)));
            Assert.That(Math.Abs(Value(ValueClass.Large)), Is.GreaterThan(format.Maximum / 16).And.LessThanOrEqualTo(largest));
        }
    }

    [TestCaseSource(nameof(Types))]
    public void Ties_lie_midway(DataType type)
    {
        if (!ElementCodes.Has(type, ValueClass.Tie))
            return;
        var integers = 0;
        for (var bits = 1UL; bits < 3000; bits++)
        {
            var value = ElementFormat.Of(type).Decode(ElementCodes.Draw(type, ValueClass.Tie, bits * 0x9E3779B97F4A7C15));
            if (type.IsFloat())
                integers += Math.Abs(value % 1) == 0.5 ? 1 : 0;
            else
                Assert.That(Math.Abs((float)value - value), Is.EqualTo(1));
        }

        if (type.IsFloat())
            Assert.That(integers, Is.GreaterThan(50), "ties between integers");
    }

    [TestCaseSource(nameof(Types))]
    public void A_mix_reaches_each_of_its_classes_and_keeps_to_its_count(DataType type)
    {
        var content = new TensorContent(7, ValueMix.All, 2000);
        var seen = Enumerable.Range(0, 2000).Select(e => ElementCodes.ClassOf(type, content.Code(type, e))).ToHashSet();
        Assert.That(Enum.GetValues<ValueClass>().Where(v => ElementCodes.Has(type, v)), Is.SubsetOf(seen));
        Assert.That(ElementFormat.Of(type).Decode(content.Code(type, 2000)), Is.EqualTo(1));
    }
}
