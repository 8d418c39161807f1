using Hardware.Common.Diagnostics;
using Hardware.Common.Numerics;
using Hardware.Testbench.Diagnostics;
using Hardware.Testbench.Tensors;

namespace Hardware.Testbench.Tests.Tensors;

public class TensorTests
{
    [Test]
    public void ElementsAreLittleEndianAndRowMajor()
    {
        Tensor tensor = Tensor.FromDoubles("t", DataType.Int16, [2, 3], [0, 1, 2, 3, 4, 0x0506]);
        Assert.That(tensor.Data, Is.EqualTo(new byte[] { 0, 0, 1, 0, 2, 0, 3, 0, 4, 0, 6, 5 }));
        Assert.That(tensor[TensorShape.Flat(tensor.Shape, [1, 0])], Is.EqualTo(3));
        Assert.That(tensor.ToString(), Is.EqualTo("t Int16 [2, 3]"));
    }

    [Property]
    public bool IndexTuplesAndFlatPositionsAgree(byte a, byte b, byte c, ushort at)
    {
        int[] shape = [(a % 5) + 1, (b % 5) + 1, (c % 5) + 1];
        int flat = at % (shape[0] * shape[1] * shape[2]);
        return TensorShape.Flat(shape, TensorShape.Indices(shape, flat)) == flat;
    }

    [Test]
    public void AScalarHasOneElementAndAnEmptyDimensionNone()
    {
        Assert.That(Tensor.Zeros("s", DataType.Float32).Count, Is.EqualTo(1));
        Assert.That(Tensor.Zeros("e", DataType.Float32, 4, 0).Count, Is.Zero);
        Assert.That(TensorShape.Count([long.MaxValue, 2]), Is.EqualTo(-1));
        Assert.That(TensorShape.Count([long.MaxValue, 2, 0]), Is.Zero);
        Assert.That(() => new Tensor("t", DataType.Float32, [2], new byte[7]), Throws.ArgumentException);
    }

    [Test]
    public void ConversionRoundsOnceAndKeepsTheBitsOfTheSameType()
    {
        Tensor tensor = Tensor.FromDoubles("t", DataType.Float32, [2], [1.00390625, 300]);
        Assert.That(tensor.ConvertTo(DataType.BFloat16).ToDoubles(), Is.EqualTo(new double[] { 1, 300 }));
        Assert.That(tensor.ConvertTo(DataType.Int8).ToDoubles(), Is.EqualTo(new double[] { 1, 127 }));
        tensor.SetCode(0, 0x7FA00001);
        Assert.That(tensor.ConvertTo(DataType.Float32).Code(0), Is.EqualTo(0x7FA00001));
        Assert.That(Tensor.FromSingles("t", DataType.Float16, [1], [0.5f]).ToSingles(), Is.EqualTo(new[] { 0.5f }));
    }

    [Test]
    public void AWrongShapeOrTypeNamesWhatIsNeeded()
    {
        Tensor tensor = Tensor.Zeros("x", DataType.Float32, 40, 120);
        InputException shape = TemporaryFolder.Refused(TensorCode.TensorShapeMismatch, () => tensor.RequireShape([80, 120]));
        Assert.That(shape.Message, Is.EqualTo("tensor 'x' has shape [40, 120], but [80, 120] is needed"));
        TemporaryFolder.Refused(TensorCode.TensorTypeMismatch, () => tensor.RequireType(DataType.BFloat16));
        Assert.DoesNotThrow(() => tensor.RequireShape([40, 120]));
        Assert.DoesNotThrow(() => tensor.RequireType(DataType.Float32));
    }
}
