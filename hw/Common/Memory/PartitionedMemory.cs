using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hardware.Common.Kernel;

namespace Hardware.Common.Memory;

/// <summary>
/// An on-chip SRAM of parallel partitions (SBUF, PSUM). Reads give the content as of the clock edge; writes go through a
/// <see cref="PartitionedWritePort"/> and appear when the tick commits.
/// </summary>
/// <remarks>
/// A page holds one 64-byte column of all partitions, side by side, so that the 128 elements of a beat are neighbouring cache lines
/// and never collide in one cache set. Pages are made on the first write; snapshots share them until the next write.
/// </remarks>
public sealed class PartitionedMemory : StateElement
{
    /// <summary>Bytes of each partition in one page.</summary>
    public const int ColumnBytes = 64;

    private readonly MemoryPage?[] _pages;
    private readonly ulong _space;
    private PowerUpState _powerUp;

    /// <summary>Makes a memory of <paramref name="partitions"/> x <paramref name="bytesPerPartition"/> bytes, the latter a multiple of
    /// <see cref="ColumnBytes"/>; <paramref name="space"/> makes its random power-up content its own.</summary>
    public PartitionedMemory(int partitions, int bytesPerPartition, ulong space, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(bytesPerPartition % ColumnBytes, 0);
        Partitions = partitions;
        BytesPerPartition = bytesPerPartition;
        _space = space;
        _pages = new MemoryPage?[bytesPerPartition / ColumnBytes];
        Declared = new SourceLocation(file, line);
    }

    public int Partitions { get; }

    public int BytesPerPartition { get; }

    /// <summary>Sees every access, if set.</summary>
    public IMemoryObserver? Observer { get; set; }

    /// <summary>Bytes of one partition below which all writes lie: the high-water mark.</summary>
    public int HighWaterMark
    {
        get
        {
            for (var p = _pages.Length - 1; p >= 0; p--)
            {
                if (_pages[p] is not { } page)
                    continue;
                ulong any = 0;
                foreach (var written in page.Written)
                    any |= written;
                if (any != 0)
                    return (p * ColumnBytes) + 64 - System.Numerics.BitOperations.LeadingZeroCount(any);
            }

            return 0;
        }
    }

    /// <summary>Reads one element of each of consecutive partitions at the same byte offset, packed.</summary>
    /// <param name="firstPartition">First partition.</param>
    /// <param name="count">Partitions to read.</param>
    /// <param name="offset">Byte offset within the partition; a multiple of <paramref name="elementSize"/>.</param>
    /// <param name="elementSize">1, 2 or 4 bytes.</param>
    /// <param name="packed">Receives count x elementSize bytes.</param>
    public void Gather(int firstPartition, int count, int offset, int elementSize, Span<byte> packed)
    {
        if (_pages[offset / ColumnBytes] is not { } page)
        {
            for (var p = 0; p < count; p++)
            {
                for (var b = 0; b < elementSize; b++)
                    packed[(p * elementSize) + b] = PowerUpByte(firstPartition + p, offset + b);
            }

            return;
        }

        var column = MemoryMarshal.CreateReadOnlySpan(ref page.Data[(firstPartition * ColumnBytes) + (offset % ColumnBytes)], ((count - 1) * ColumnBytes) + elementSize);
        ref var source = ref MemoryMarshal.GetReference(column);
        ref var target = ref MemoryMarshal.GetReference(packed[..(count * elementSize)]);
        switch (elementSize)
        {
            case 1:
                for (var p = 0; p < count; p++)
                    Unsafe.Add(ref target, p) = Unsafe.Add(ref source, p * ColumnBytes);
                break;
            case 2:
                for (var p = 0; p < count; p++)
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, p * 2), Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, p * ColumnBytes)));
                break;
            case 4:
                for (var p = 0; p < count; p++)
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, p * 4), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, p * ColumnBytes)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(elementSize));
        }
    }

    /// <summary>Reads consecutive bytes of one partition.</summary>
    public void Read(int partition, int offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var inColumn = offset % ColumnBytes;
            var run = Math.Min(ColumnBytes - inColumn, bytes.Length);
            if (_pages[offset / ColumnBytes] is { } page)
            {
                page.Data.AsSpan((partition * ColumnBytes) + inColumn, run).CopyTo(bytes);
            }
            else
            {
                for (var b = 0; b < run; b++)
                    bytes[b] = PowerUpByte(partition, offset + b);
            }

            bytes = bytes[run..];
            offset += run;
        }
    }

    /// <summary>First partition in which one of the bytes was never written, or -1.</summary>
    public int FirstUnwritten(int firstPartition, int count, int offset, int length)
    {
        for (; length > 0; offset += ColumnBytes - (offset % ColumnBytes))
        {
            var inColumn = offset % ColumnBytes;
            var run = Math.Min(ColumnBytes - inColumn, length);
            if (_pages[offset / ColumnBytes] is not { } page)
                return firstPartition;
            var mask = (run == 64 ? ulong.MaxValue : (1UL << run) - 1) << inColumn;
            var written = page.Written.AsSpan(firstPartition, count);
            var p = 0;
            for (; p <= written.Length - Vector512<ulong>.Count; p += Vector512<ulong>.Count)
            {
                if ((Vector512.LoadUnsafe(ref written[p]) & Vector512.Create(mask)) != Vector512.Create(mask))
                    break;
            }

            for (; p < written.Length; p++)
            {
                if ((written[p] & mask) != mask)
                    return firstPartition + p;
            }

            length -= run;
        }

        return -1;
    }

    /// <summary>Writes at once: for a debugger or loader that pokes a stopped simulation, and for ports at commit.</summary>
    public void Write(int partition, int offset, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var inColumn = offset % ColumnBytes;
            var run = Math.Min(ColumnBytes - inColumn, bytes.Length);
            var page = WritablePage(offset / ColumnBytes);
            bytes[..run].CopyTo(page.Data.AsSpan((partition * ColumnBytes) + inColumn));
            page.MarkWritten((partition * ColumnBytes) + inColumn, run);
            bytes = bytes[run..];
            offset += run;
        }
    }

    internal void Scatter(int firstPartition, int count, int offset, int elementSize, ReadOnlySpan<byte> packed)
    {
        var page = WritablePage(offset / ColumnBytes);
        var inColumn = offset % ColumnBytes;
        ref var target = ref page.Data[(firstPartition * ColumnBytes) + inColumn];
        ref var source = ref MemoryMarshal.GetReference(packed[..(count * elementSize)]);
        switch (elementSize)
        {
            case 1:
                for (var p = 0; p < count; p++)
                    Unsafe.Add(ref target, p * ColumnBytes) = Unsafe.Add(ref source, p);
                break;
            case 2:
                for (var p = 0; p < count; p++)
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, p * ColumnBytes), Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref source, p * 2)));
                break;
            case 4:
                for (var p = 0; p < count; p++)
                    Unsafe.WriteUnaligned(ref Unsafe.Add(ref target, p * ColumnBytes), Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref source, p * 4)));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(elementSize));
        }

        var mask = ((1UL << elementSize) - 1) << inColumn;
        var written = page.Written.AsSpan(firstPartition, count);
        var done = 0;
        for (; done <= written.Length - Vector512<ulong>.Count; done += Vector512<ulong>.Count)
            (Vector512.LoadUnsafe(ref written[done]) | Vector512.Create(mask)).StoreUnsafe(ref written[done]);
        for (; done < written.Length; done++)
            written[done] |= mask;
    }

    protected internal override void PowerUp(PowerUpState state)
    {
        _powerUp = state;
        Array.Clear(_pages);
    }

    protected internal override object? Save()
    {
        foreach (var page in _pages)
        {
            if (page is not null)
                page.Shared = true;
        }

        return _pages.Clone();
    }

    protected internal override void Restore(object? saved) => ((MemoryPage?[])saved!).CopyTo(_pages, 0);

    protected internal override void AddTo(StateDigest digest)
    {
        Span<byte> content = stackalloc byte[ColumnBytes];
        for (var p = 0; p < _pages.Length; p++)
        {
            if (_pages[p] is not { } page)
                continue;
            digest.Add(p);
            for (var partition = 0; partition < Partitions; partition++)
            {
                // Bytes never written are left out: they are not state that a program made.
                page.Data.AsSpan(partition * ColumnBytes, ColumnBytes).CopyTo(content);
                var written = page.Written[partition];
                for (var b = 0; b < ColumnBytes; b++)
                {
                    if ((written >> b & 1) == 0)
                        content[b] = 0;
                }

                digest.Add(content);
                digest.Add((long)written);
            }
        }
    }

    private MemoryPage WritablePage(int index)
    {
        var page = _pages[index];
        if (page is { Shared: false })
            return page;
        if (page is null)
        {
            page = new MemoryPage(Partitions * ColumnBytes);
            if (_powerUp.Pattern != PowerUpPattern.Random)
            {
                _powerUp.Fill(_space, 0, page.Data);
            }
            else
            {
                for (var partition = 0; partition < Partitions; partition++)
                    _powerUp.Fill(_space, AddressOf(partition, index * ColumnBytes), page.Data.AsSpan(partition * ColumnBytes, ColumnBytes));
            }
        }
        else
        {
            page = page.Copy();
        }

        return _pages[index] = page;
    }

    private byte PowerUpByte(int partition, int offset) => _powerUp.ByteAt(_space, AddressOf(partition, offset));

    private long AddressOf(int partition, int offset) => ((long)partition * BytesPerPartition) + offset;
}
