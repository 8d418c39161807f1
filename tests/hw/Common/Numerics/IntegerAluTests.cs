using Hardware.Common.Numerics;
using Hardware.Testbench.References.Exact;

namespace Hardware.Common.Tests.Numerics;

public sealed class IntegerAluTests
{
    private static IEnumerable<AluOperator> Operators =>
        Enum.GetValues<AluOperator>().Where(o => o.IsBitwise() || o is AluOperator.Add or AluOperator.Subtract or AluOperator.Multiply);

    [TestCaseSource(nameof(Operators))]
    public void EveryPairOfBytesGivesWhatTheDefinitionGives(AluOperator operation)
    {
        for (var a = 0u; a < 256; a++)
        {
            for (var b = 0u; b < 256; b++)
            {
                if (IntegerAlu.Apply(operation, 1, a, b) != ExactLanes.Integer(operation, 8, a, b))
                    Assert.Fail($"{operation} {a:X2} {b:X2}: {IntegerAlu.Apply(operation, 1, a, b):X}");
            }
        }
    }

    [Test]
    public void PackedElementsOfEveryWidthGiveWhatTheDefinitionGives([ValueSource(nameof(Operators))] AluOperator operation, [Values(1, 2, 4)] int size)
    {
        var (a, b) = (Samples.RandomWords(1000, 41), Samples.RandomWords(1000, 42));
        for (var i = 0; i < b.Length; i += 2)
            b[i] %= 40; // counts of shifts
        var (left, right) = (Packed(a), Packed(b));
        var result = new byte[(a.Length * size) + 1];
        result[^1] = 0xA5;
        IntegerAlu.Apply(operation, size, left, right, result.AsSpan(0, a.Length * size));
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (IntegerAlu.Load(left.AsSpan(i * size), size), IntegerAlu.Load(right.AsSpan(i * size), size));
            Assert.That((x, y), Is.EqualTo((a[i] & IntegerAlu.Mask(size), b[i] & IntegerAlu.Mask(size))));
            Assert.That(IntegerAlu.Load(result.AsSpan(i * size), size), Is.EqualTo(ExactLanes.Integer(operation, 8 * size, x, y)), $"{x:X} {y:X}");
        }

        Assert.That(result[^1], Is.EqualTo(0xA5));

        byte[] Packed(uint[] words)
        {
            var bytes = new byte[words.Length * size];
            for (var i = 0; i < words.Length; i++)
                IntegerAlu.Store(bytes.AsSpan(i * size), size, words[i]);
            return bytes;
        }
    }

    [Test]
    public void AnOperatorWithoutAnIntegerFormIsRefused() =>
        Assert.That(() => IntegerAlu.Apply(AluOperator.Max, 4, 1, 2), Throws.InstanceOf<ArgumentOutOfRangeException>());

    [Test]
    public void LittleEndianIsTheOrderOfBytes()
    {
        var bytes = new byte[4];
        IntegerAlu.Store(bytes, 4, 0x04030201);
        Assert.That(bytes, Is.EqualTo(new byte[] { 1, 2, 3, 4 }));
        Assert.That((IntegerAlu.Load(bytes, 1), IntegerAlu.Load(bytes, 2), IntegerAlu.Load(bytes, 4)), Is.EqualTo((1u, 0x0201u, 0x04030201u)));
    }
}
