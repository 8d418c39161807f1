namespace Hardware.Common.Memory;

/// <summary>A page of a memory: bytes, one bit a byte that says it was written, and whether a snapshot shares the page.</summary>
internal sealed class MemoryPage
{
    /// <summary>Makes a page of zeros.</summary>
    public MemoryPage(int bytes)
    {
        Data = new byte[bytes];
        Written = new ulong[bytes / 64];
    }

    private MemoryPage(MemoryPage other)
    {
        Data = (byte[])other.Data.Clone();
        Written = (ulong[])other.Written.Clone();
    }

    /// <summary>Content; bytes never written hold the power-up pattern.</summary>
    public byte[] Data { get; }

    /// <summary>A bit for each byte of <see cref="Data"/>.</summary>
    public ulong[] Written { get; }

    /// <summary>True once a snapshot holds this page: the next write must copy it first.</summary>
    public bool Shared { get; set; }

    public MemoryPage Copy() => new(this);

    public void MarkWritten(int offset, int length)
    {
        while (length > 0)
        {
            var bit = offset & 63;
            var run = Math.Min(64 - bit, length);
            Written[offset >> 6] |= Mask(bit, run);
            offset += run;
            length -= run;
        }
    }

    /// <summary>Offset of the first byte of the range that was never written, or -1.</summary>
    public int FirstUnwritten(int offset, int length)
    {
        var end = offset + length;
        while (offset < end)
        {
            var bit = offset & 63;
            var run = Math.Min(64 - bit, end - offset);
            var missing = ~Written[offset >> 6] & Mask(bit, run);
            if (missing != 0)
                return (offset & ~63) + System.Numerics.BitOperations.TrailingZeroCount(missing);
            offset += run;
        }

        return -1;
    }

    private static ulong Mask(int bit, int run) => (run == 64 ? ulong.MaxValue : (1UL << run) - 1) << bit;
}
