using System.Buffers.Binary;

namespace Hardware.Common.Kernel;

/// <summary>What uninitialised memories hold at power-up.</summary>
public enum PowerUpPattern
{
    Zeros,
    Ones,
    Random,
}

/// <summary>
/// Content of uninitialised memory: a pure function of pattern, seed and address, so that an unread byte needs no storage and
/// every machine sees the same.
/// </summary>
/// <param name="Pattern">What the bytes look like.</param>
/// <param name="Seed">Seed of the <see cref="PowerUpPattern.Random"/> pattern.</param>
public readonly record struct PowerUpState(PowerUpPattern Pattern, ulong Seed)
{
    /// <summary>Fills with the content of the aligned address range that starts at <paramref name="address"/> (a multiple of 8 bytes).</summary>
    public void Fill(ulong space, long address, Span<byte> content)
    {
        if (Pattern != PowerUpPattern.Random)
        {
            content.Fill(Pattern == PowerUpPattern.Ones ? (byte)0xFF : (byte)0);
            return;
        }

        Span<byte> word = stackalloc byte[8];
        for (var i = 0; i < content.Length; i += 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, Hash(space, (ulong)(address + i) >> 3));
            word[..Math.Min(8, content.Length - i)].CopyTo(content[i..]);
        }
    }

    /// <summary>The byte at one address.</summary>
    public byte ByteAt(ulong space, long address) => Pattern switch
    {
        PowerUpPattern.Zeros => 0,
        PowerUpPattern.Ones => 0xFF,
        _ => (byte)(Hash(space, (ulong)address >> 3) >> (int)((address & 7) * 8)),
    };

    // The finaliser of SplitMix64, over seed, address space and word address.
    private ulong Hash(ulong space, ulong word)
    {
        var z = Seed + (space * 0xD1B54A32D192ED03) + ((word + 1) * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
