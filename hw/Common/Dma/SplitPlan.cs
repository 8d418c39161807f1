namespace Hardware.Common.Dma;

/// <summary>A part of a copy.</summary>
/// <param name="Offset">First byte within the copy.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Splits">Splits that it takes in the data FIFO.</param>
public readonly record struct CopyPart(int Offset, int Length, int Splits);

/// <summary>
/// How a copy is cut, whatever it holds: into bursts, each one request to the memory, and these into splits, each one passage through the data
/// path. A pure function of source address, length and size of a split: both end at multiples of their size in the source's address space.
/// </summary>
/// <param name="SourceAddress">Byte address of the copy's first byte.</param>
/// <param name="Length">Bytes of the copy.</param>
/// <param name="SplitBytes">Bytes of a split.</param>
/// <param name="IsWhole">The copy is one split, as a store to a register is, wherever its source lies.</param>
/// <remarks>Splits at 256-byte boundaries: public driver headers of the UDMA.</remarks>
public readonly record struct SplitPlan(long SourceAddress, int Length, int SplitBytes, bool IsWhole = false)
{
    /// <summary>Splits that one request to the memory covers, as a page of DRAM does.</summary>
    public const int BurstSplits = 8;

    /// <summary>The burst that begins at a byte of the copy.</summary>
    public CopyPart BurstAt(int offset)
    {
        if (IsWhole)
            return new CopyPart(offset, Length - offset, 1);
        var address = SourceAddress + offset;
        var burstBytes = SplitBytes * BurstSplits;
        var length = Math.Min(Length - offset, burstBytes - (int)(address % burstBytes));
        return new CopyPart(offset, length, ((int)(address % SplitBytes) + length + SplitBytes - 1) / SplitBytes);
    }

    /// <summary>The split that begins at a byte of the copy; it lies within one burst.</summary>
    public CopyPart SplitAt(int offset) => new(
        offset, IsWhole ? Length - offset : Math.Min(Length - offset, SplitBytes - (int)((SourceAddress + offset) % SplitBytes)), 1);
}
