using Hardware.Common.Numerics;

namespace Hardware.Common.Tests.Numerics;

public sealed class PhiloxTests
{
    /// <summary>The known answers published with Random123 (kat_vectors, philox4x32, 10 rounds).</summary>
    [Test]
    public void Published_known_answers()
    {
        Assert.That(Philox.Block(0, 0, 0, 0, 0, 0), Is.EqualTo((0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)));
        const uint Ones = uint.MaxValue;
        Assert.That(
            Philox.Block(Ones, Ones, Ones, Ones, Ones, Ones), Is.EqualTo((0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)));
        Assert.That(
            Philox.Block(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0),
            Is.EqualTo((0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)));
    }

    [Test]
    public void Draws_depend_on_seed_engine_lane_and_counter_and_on_nothing_else()
    {
        var words = new HashSet<uint>();
        for (uint i = 0; i < 64; i++)
        {
            words.Add(Philox.Draw(i, 1000, 1000, 1000));
            words.Add(Philox.Draw(1000, i, 1000, 1000));
            words.Add(Philox.Draw(1000, 1000, i, 1000));
            words.Add(Philox.Draw(1000, 1000, 1000, i));
        }

        Assert.That(words, Has.Count.EqualTo(256));
    }

    /// <summary>Over lane counts that fill no vector, one and several; blocks beyond 32 bits too.</summary>
    [Test]
    public void Blocks_of_many_lanes_are_the_draws_of_each_at_every_width(
        [Values(SimdWidth.Scalar, SimdWidth.Bits256, SimdWidth.Bits512)] SimdWidth width, [Values(1, 7, 16, 45, 128)] int lanes,
        [Values(0ul, 250_000ul, 0xFFFFFFFFul, 0x123456789ABCul)] ulong block)
    {
        const ulong Seed = 0xFEDCBA9876543210;
        var words = new uint[(lanes * Philox.WordsPerBlock) + 1];
        Philox.FillBlocks(Seed, 5, block, lanes, words, width);
        for (var word = 0; word < Philox.WordsPerBlock; word++)
        {
            for (var lane = 0; lane < lanes; lane++)
                Assert.That(words[(word * lanes) + lane], Is.EqualTo(Philox.Draw(Seed, 5, (uint)lane, (block * 4) + (ulong)word)));
        }

        Assert.That(words[^1], Is.Zero, "a word beyond the lanes was written");
        Assert.That(() => Philox.FillBlocks(Seed, 5, block, lanes, new uint[(lanes * Philox.WordsPerBlock) - 1]), Throws.ArgumentException);
    }
}
