using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hardware.Common.Kernel;
using Hardware.Common.Observation;

namespace Hardware.Common.Memory;

/// <summary>
/// An on-chip SRAM of parallel partitions (SBUF, PSUM). Reads give the content as of the clock edge; writes go through a
/// <see cref="PartitionedWritePort"/> and appear when the tick commits.
/// </summary>
/// <remarks>
/// A page is a <see cref="MemoryColumn"/> of all partitions. Pages are made on the first write; snapshots share them until the next write.
/// </remarks>
public sealed class PartitionedMemory : StateElement
{
    /// <summary>Bytes of each partition in one page.</summary>
    public const int ColumnBytes = MemoryColumn.Bytes;

    private readonly MemoryColumn?[] _columns;
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
        _columns = new MemoryColumn?[bytesPerPartition / ColumnBytes];
        Declared = new SourceLocation(file, line);
    }

    public int Partitions { get; }

    public int BytesPerPartition { get; }

    /// <summary>Who sees every access.</summary>
    public MemoryObservers Observers { get; } = new();

    /// <summary>Bytes of one partition below which all writes lie: the high-water mark.</summary>
    public int HighWaterMark
    {
        get
        {
            for (var c = _columns.Length - 1; c >= 0; c--)
            {
                if (_columns[c]?.WrittenByAny() is { } any and not 0)
                    return ((c + 1) * ColumnBytes) - BitOperations.LeadingZeroCount(any);
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
        if (_columns[offset / ColumnBytes] is { } column)
        {
            column.Gather(firstPartition, count, offset % ColumnBytes, elementSize, packed);
            return;
        }

        for (var p = 0; p < count; p++)
            PowerUpBytes(firstPartition + p, offset, packed.Slice(p * elementSize, elementSize));
    }

    /// <summary>The 4-byte elements of consecutive partitions at the same byte offset, as they are at the clock edge.</summary>
    /// <param name="firstPartition">First partition.</param>
    /// <param name="count">Partitions.</param>
    /// <param name="offset">Byte offset within the partition, a multiple of 4, that was written.</param>
    public ReadOnlySpan<T> Row<T>(int firstPartition, int count, int offset)
        where T : unmanaged =>
        MemoryMarshal.Cast<uint, T>(_columns[offset / ColumnBytes]!.Words(firstPartition, count, offset % ColumnBytes));

    /// <summary>Reads consecutive bytes of one partition.</summary>
    public void Read(int partition, int offset, Span<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var run = RunInColumn(offset, bytes.Length);
            if (_columns[offset / ColumnBytes] is { } column)
                column.Read(partition, offset % ColumnBytes, bytes[..run]);
            else
                PowerUpBytes(partition, offset, bytes[..run]);
            bytes = bytes[run..];
            offset += run;
        }
    }

    /// <summary>First partition in which one of the bytes was never written, or -1.</summary>
    public int FirstUnwritten(int firstPartition, int count, int offset, int length)
    {
        while (length > 0)
        {
            var run = RunInColumn(offset, length);
            if (_columns[offset / ColumnBytes] is not { } column)
                return firstPartition;
            if (column.FirstUnwritten(firstPartition, count, offset % ColumnBytes, run) is >= 0 and var partition)
                return partition;
            offset += run;
            length -= run;
        }

        return -1;
    }

    /// <summary>Writes at once: for a debugger or loader that pokes a stopped simulation, and for ports at commit.</summary>
    public void Write(int partition, int offset, ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var run = RunInColumn(offset, bytes.Length);
            WritableColumn(offset / ColumnBytes).Write(partition, offset % ColumnBytes, bytes[..run]);
            bytes = bytes[run..];
            offset += run;
        }
    }

    internal void Scatter(int firstPartition, int count, int offset, int elementSize, ReadOnlySpan<byte> packed) =>
        WritableColumn(offset / ColumnBytes).Scatter(firstPartition, count, offset % ColumnBytes, elementSize, packed);

    protected internal override void PowerUp(PowerUpState state)
    {
        _powerUp = state;
        Array.Clear(_columns);
    }

    protected internal override object? Save()
    {
        foreach (var column in _columns)
        {
            if (column is not null)
                column.Shared = true;
        }

        return _columns.Clone();
    }

    protected internal override void Restore(object? saved) => ((MemoryColumn?[])saved!).CopyTo(_columns, 0);

    protected internal override void AddTo(StateDigest digest)
    {
        Span<byte> content = stackalloc byte[ColumnBytes];
        for (var c = 0; c < _columns.Length; c++)
        {
            if (_columns[c] is not { } column)
                continue;
            digest.Add(c);
            for (var partition = 0; partition < Partitions; partition++)
            {
                // Bytes never written are left out: they are not state that a program made.
                column.Read(partition, 0, content);
                var written = column.Written[partition];
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

    private static int RunInColumn(int offset, int length) => Math.Min(ColumnBytes - (offset % ColumnBytes), length);

    private MemoryColumn WritableColumn(int index)
    {
        var column = _columns[index];
        return column is { Shared: false } ? column : _columns[index] = column?.Copy() ?? NewColumn(index);
    }

    private MemoryColumn NewColumn(int index)
    {
        var column = new MemoryColumn(Partitions);
        if (_powerUp.Pattern == PowerUpPattern.Zeros)
            return column;

        Span<byte> content = stackalloc byte[ColumnBytes];
        for (var partition = 0; partition < Partitions; partition++)
        {
            _powerUp.Fill(_space, AddressOf(partition, index * ColumnBytes), content);
            column.Fill(partition, 0, content);
        }

        return column;
    }

    private void PowerUpBytes(int partition, int offset, Span<byte> bytes)
    {
        for (var b = 0; b < bytes.Length; b++)
            bytes[b] = _powerUp.ByteAt(_space, AddressOf(partition, offset + b));
    }

    private long AddressOf(int partition, int offset) => ((long)partition * BytesPerPartition) + offset;
}
