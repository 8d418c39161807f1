using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class DataTypeTests
{
    /// <summary>Codes of <c>nrt_dtype_t</c> in the public runtime header; bytes from the data types that AWS Neuron documents.</summary>
    [TestCase(DataType.Int8, 2, 1)]
    [TestCase(DataType.UInt8, 3, 1)]
    [TestCase(DataType.Int16, 4, 2)]
    [TestCase(DataType.UInt16, 5, 2)]
    [TestCase(DataType.BFloat16, 6, 2)]
    [TestCase(DataType.Float16, 7, 2)]
    [TestCase(DataType.Int32, 8, 4)]
    [TestCase(DataType.UInt32, 9, 4)]
    [TestCase(DataType.Float32, 10, 4)]
    [TestCase(DataType.TensorFloat32, 11, 4)]
    [TestCase(DataType.Float8E3, 13, 1)]
    [TestCase(DataType.Float8E4, 14, 1)]
    [TestCase(DataType.Float8E5, 15, 1)]
    public void Codes_and_sizes_are_the_published_ones(DataType type, int code, int bytes)
    {
        Assert.That((int)type, Is.EqualTo(code));
        Assert.That(type.Size(), Is.EqualTo(bytes));
    }

    [Test]
    public void Each_type_is_a_float_or_an_integer_and_knows_its_sign()
    {
        foreach (var type in DataTypes.Values)
        {
            var name = type.AssemblyName();
            var isFloat = name.Contains("fp", StringComparison.Ordinal) || name is "tf32" or "bf16";
            Assert.That(type.IsFloat(), Is.EqualTo(isFloat), name);
            Assert.That(type.IsSigned(), Is.EqualTo(isFloat || name.StartsWith("int", StringComparison.Ordinal)), name);
            if (name.Contains("int", StringComparison.Ordinal))
                Assert.That(type.IsInteger(), Is.True, name);
            if (isFloat)
                Assert.That(type.IsInteger(), Is.False, name);
        }
    }

    [Test]
    public void A_code_of_no_type_is_refused_and_not_read()
    {
        Assert.That(() => DataType.Invalid.Size(), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => DataType.Invalid.AssemblyName(), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => DataType.Int8.Format(), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(DataTypes.TryParse("fp64", out var type), Is.False);
        Assert.That(type, Is.EqualTo(DataType.Invalid));
    }
}
