namespace Hardware.Testbench.References;

/// <summary>
/// Philox4x32 with ten rounds as its paper defines it (Salmon and others, SC 2011), written anew: the generator of the model must not
/// judge itself. Which words an engine draws is said in docs/numerics.md, "Random numbers".
/// </summary>
public static class PhiloxReference
{
    /// <summary>The n-th word that a partition draws from an engine's generator.</summary>
    /// <param name="seed">The key.</param>
    /// <param name="generator">16 x core + number of the engine.</param>
    /// <param name="partition">0 to 127.</param>
    /// <param name="draw">Draws since the seed.</param>
    public static uint Word(ulong seed, uint generator, uint partition, ulong draw)
    {
        uint[] counter = [Low(draw / 4), High(draw / 4), partition, generator];
        uint[] key = [Low(seed), High(seed)];
        for (int round = 0; round < 10; round++)
        {
            ulong left = 0xD2511F53UL * counter[0], right = 0xCD9E8D57UL * counter[2];
            counter = [High(right) ^ counter[1] ^ key[0], Low(right), High(left) ^ counter[3] ^ key[1], Low(left)];
            key = [key[0] + 0x9E3779B9, key[1] + 0xBB67AE85];
        }

        return counter[draw % 4];
    }

    private static uint Low(ulong value) => (uint)(value & 0xFFFFFFFF);

    private static uint High(ulong value) => (uint)(value >> 32);
}
