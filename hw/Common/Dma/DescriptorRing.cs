namespace Hardware.Common.Dma;

/// <summary>
/// Where one ring of descriptors lies in device memory. Positions count descriptors since the ring was set up: position p lies in slot
/// p mod <paramref name="Length"/>, and its phase tells the engine which pass over the ring wrote it.
/// </summary>
/// <param name="Base">Byte address of slot 0, a multiple of <see cref="BaseAlignment"/>.</param>
/// <param name="Length">Slots, a multiple of <see cref="LengthMultiple"/> from <see cref="MinimumLength"/> to <see cref="MaximumLength"/>.</param>
/// <remarks>Limits and phases: public driver headers of the UDMA.</remarks>
public readonly record struct DescriptorRing(long Base, int Length)
{
    public const int BaseAlignment = 256;

    public const int LengthMultiple = 16;

    public const int MinimumLength = 32;

    public const int MaximumLength = (1 << 24) - 16;

    /// <summary>Ring id of the first pass.</summary>
    public const int FirstPhase = 1;

    /// <summary>Bytes of the whole ring.</summary>
    public long ByteLength => (long)Length * Descriptor.Bytes;

    /// <summary>True if base and length obey the limits of the hardware.</summary>
    public bool IsLegal => Base >= 0 && Base % BaseAlignment == 0 && IsLegalLength(Length);

    /// <summary>Byte address of the slot of a position.</summary>
    public long AddressOf(long position) => Base + (position % Length * Descriptor.Bytes);

    /// <summary>Byte address of the word that the descriptor at a position carries, on the write side (<see cref="Descriptor.ForStore"/>).</summary>
    public long StoredWordOf(long position) => AddressOf(position) + Descriptor.WordOffset;

    /// <summary>Ring id that the descriptor at a position must carry: 1 in the first pass, then 2, 3, 0, 1, ...</summary>
    public int PhaseOf(long position) => (int)((FirstPhase + (position / Length)) & 3);

    /// <summary>True if a ring may have that many slots.</summary>
    public static bool IsLegalLength(long length) => length is >= MinimumLength and <= MaximumLength && length % LengthMultiple == 0;

    /// <summary>The smallest legal ring length that holds so many descriptors.</summary>
    public static int LengthFor(int descriptors) =>
        Math.Max(MinimumLength, (descriptors + LengthMultiple - 1) / LengthMultiple * LengthMultiple);
}
