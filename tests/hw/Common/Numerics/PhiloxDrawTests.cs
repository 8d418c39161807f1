using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

/// <summary>Which words of which block a draw is, as docs/numerics.md says; the block itself is held to published answers elsewhere.</summary>
public sealed class PhiloxDrawTests
{
    private const ulong Seed = 0x299F31D0A4093822;
    private const uint Engine = 0x03707344;
    private const uint Lane = 0x13198A2E;

    [TestCase(0ul)]
    [TestCase(1ul)]
    [TestCase(0x0123456789ABCDEFul)]
    [TestCase(0x3FFFFFFFFFFFFFFFul)]
    public void Four_consecutive_draws_are_the_words_of_one_block(ulong block)
    {
        var words = Philox.Block((uint)block, (uint)(block >> 32), Lane, Engine, 0xA4093822, 0x299F31D0);
        Assert.That(
            Enumerable.Range(0, 4).Select(i => Philox.Draw(Seed, Engine, Lane, (block * 4) + (ulong)i)),
            Is.EqualTo(new[] { words.Word0, words.Word1, words.Word2, words.Word3 }));
    }

    [Test]
    public void Filling_is_drawing_one_by_one()
    {
        const ulong Counter = (1ul << 34) - 7; // the block number crosses 32 bits on the way
        var words = new uint[37];
        Philox.FillSequence(Seed, Engine, Lane, Counter, words);
        Assert.That(words, Is.EqualTo(Enumerable.Range(0, words.Length).Select(i => Philox.Draw(Seed, Engine, Lane, Counter + (ulong)i))));
    }
}
