namespace Hardware.Common.Numerics;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (SC 2011).
/// A draw is a pure function of seed, engine, lane and counter, so its state is that counter and order of evaluation cannot matter.
/// </summary>
/// <remarks>Our choice, because the generator of NeuronCore-v2 is unpublished and this one needs no state to snapshot but a count.</remarks>
public static class Philox
{
    /// <summary>Words of a block, and so consecutive draws of a lane that one block serves.</summary>
    public const int WordsPerBlock = 4;

    internal const int Rounds = 10;
    internal const uint Multiplier0 = 0xD2511F53;
    internal const uint Multiplier1 = 0xCD9E8D57;
    internal const uint Weyl0 = 0x9E3779B9;
    internal const uint Weyl1 = 0xBB67AE85;

    /// <summary>Four uniform 32-bit words from a 128-bit counter and a 64-bit key.</summary>
    public static (uint Word0, uint Word1, uint Word2, uint Word3) Block(uint c0, uint c1, uint c2, uint c3, uint key0, uint key1)
    {
        for (var round = 0; round < Rounds; round++)
        {
            var product0 = (ulong)Multiplier0 * c0;
            var product1 = (ulong)Multiplier1 * c2;
            (c0, c1, c2, c3) = ((uint)(product1 >> 32) ^ c1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ c3 ^ key1, (uint)product0);
            key0 += Weyl0;
            key1 += Weyl1;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>The random word of one draw.</summary>
    /// <param name="seed">The whole 64-bit key.</param>
    /// <param name="engine">Which generator of the chip: counter word 3.</param>
    /// <param name="lane">Partition: counter word 2.</param>
    /// <param name="counter">Draws made before by this lane: four to a block, block number in counter words 0 and 1.</param>
    public static uint Draw(ulong seed, uint engine, uint lane, ulong counter)
    {
        var words = BlockOf(seed, engine, lane, counter / WordsPerBlock);
        return (counter % WordsPerBlock) switch { 0 => words.Word0, 1 => words.Word1, 2 => words.Word2, _ => words.Word3 };
    }

    /// <summary>The same block of consecutive lanes, from lane 0: what four consecutive beats draw.</summary>
    /// <param name="seed">The whole 64-bit key.</param>
    /// <param name="engine">Which generator of the chip.</param>
    /// <param name="block">Number of the block: draws made before by each lane, divided by <see cref="WordsPerBlock"/>.</param>
    /// <param name="lanes">How many lanes.</param>
    /// <param name="words">Receives word 0 of every lane, then word 1 of every lane, and so on: 4 x <paramref name="lanes"/> words.</param>
    /// <param name="width">Implementation to use; all give the same bits.</param>
    /// <exception cref="ArgumentException">There is no room for the words.</exception>
    public static void FillBlocks(ulong seed, uint engine, ulong block, int lanes, Span<uint> words, SimdWidth width = SimdWidth.Widest)
    {
        if (words.Length < lanes * WordsPerBlock)
            throw new ArgumentException($"{words.Length} words are too few for a block of {lanes} lanes.", nameof(words));
        var done = SimdWidths.Resolve(width) switch
        {
            SimdWidth.Bits512 => PhiloxSimd<Simd512>.FillBlocks(seed, engine, block, lanes, words),
            SimdWidth.Bits256 => PhiloxSimd<Simd256>.FillBlocks(seed, engine, block, lanes, words),
            _ => 0,
        };
        for (; done < lanes; done++)
            (words[done], words[lanes + done], words[(2 * lanes) + done], words[(3 * lanes) + done]) = BlockOf(seed, engine, (uint)done, block);
    }

    /// <summary>Consecutive draws of one lane.</summary>
    public static void FillSequence(ulong seed, uint engine, uint lane, ulong counter, Span<uint> words)
    {
        for (var i = 0; i < words.Length; i++)
            words[i] = Draw(seed, engine, lane, counter + (ulong)i);
    }

    private static (uint Word0, uint Word1, uint Word2, uint Word3) BlockOf(ulong seed, uint engine, uint lane, ulong block) =>
        Block((uint)block, (uint)(block >> 32), lane, engine, (uint)seed, (uint)(seed >> 32));
}
