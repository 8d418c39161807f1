using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hardware.Common.Isa;

namespace Hardware.Common.Tests.Isa;

internal sealed class InstructionWordTests
{
    [Test]
    public void AWordHas128BytesAndEachFieldItsPlace()
    {
        var word = default(InstructionWord);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Unsafe.SizeOf<InstructionWord>(), Is.EqualTo(InstructionWord.Bytes).And.EqualTo(128));
            Assert.That(Place(ref word, ref word.Opcode), Is.Zero);
            Assert.That(Place(ref word, ref word.Wait), Is.EqualTo(8));
            Assert.That(Place(ref word, ref word.Update), Is.EqualTo(16));
            Assert.That(Place(ref word, ref word.Patterns), Is.EqualTo(24));
            Assert.That(Place(ref word, ref word.Scalars), Is.EqualTo(96));
            Assert.That(Place(ref word, ref word.Codes), Is.EqualTo(112));
            Assert.That(Place(ref word, ref word.Integers), Is.EqualTo(120));
        }
    }

    [Test]
    public void TheFieldsOfAPatternHaveTheirPlaces()
    {
        var word = default(InstructionWord);
        ref var pattern = ref word.Patterns[0];
        pattern = new AccessPattern { Address = 0x04030201, Dimensions = 2, Partitions = 127, OffsetRegister = 63 };
        (pattern.Steps[0], pattern.Steps[3], pattern.Sizes[0], pattern.Sizes[3]) = (-1, 0x1211, 0x2221, 0x2423);
        var bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<AccessPattern>(ref pattern)).ToArray();
        Assert.That(bytes, Has.Length.EqualTo(24));
        Assert.That(bytes[..4], Is.EqualTo(new byte[] { 1, 2, 3, 4 }), "little-endian");
        Assert.That(bytes[5..8], Is.EqualTo(new byte[] { 2, 127, 63 }));
        Assert.That((bytes[8], bytes[9], bytes[14], bytes[15]), Is.EqualTo(((byte)0xFF, (byte)0xFF, (byte)0x11, (byte)0x12)));
        Assert.That((bytes[16], bytes[17], bytes[22], bytes[23]), Is.EqualTo(((byte)0x21, (byte)0x22, (byte)0x23, (byte)0x24)));
    }

    /// <summary>A word of zeros names no register anywhere; R0 is not zero.</summary>
    [Test]
    public void ARegisterThatIsLeftOutIsNone()
    {
        var word = default(InstructionWord);
        for (var i = 0; i < 8; i++)
            Assert.That(word.Codes.RegisterAt(i), Is.EqualTo(-1));
        for (var register = -1; register < 64; register++)
        {
            word.Codes.SetRegister(3, register);
            Assert.That(word.Codes.RegisterAt(3), Is.EqualTo(register));
        }

        Assert.That(word.Codes.RegisterAt(2), Is.EqualTo(-1), "the neighbour");
    }

    [Property]
    public void ALongNumberTakesThePlaceOfOnePattern(long value, byte index)
    {
        var word = default(InstructionWord);
        word.Patterns.SetLong(index % 3, value);
        for (var i = 0; i < 3; i++)
            Assert.That(word.Patterns.LongAt(i), Is.EqualTo(i == index % 3 ? value : 0));
        Assert.That(word.Patterns[index % 3].Steps[0], Is.Zero);
    }

    private static int Place<T>(ref InstructionWord word, ref T field) =>
        (int)Unsafe.ByteOffset(ref Unsafe.As<InstructionWord, byte>(ref word), ref Unsafe.As<T, byte>(ref field));
}
