using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hardware.Common.Memory;

/// <summary>
/// The page of a <see cref="PartitionedMemory"/>: <see cref="Bytes"/> bytes of every partition. The same 4-byte word of all partitions lies
/// side by side, so that a beat, which takes one element of each partition, is a run of neighbouring bytes.
/// </summary>
internal sealed class MemoryColumn
{
    /// <summary>Bytes of each partition; one bit a byte of a 64-bit mask.</summary>
    public const int Bytes = 64;

    private const int WordBytes = sizeof(uint);

    private readonly int _partitions;
    private readonly byte[] _data;
    private readonly ulong[] _written;

    /// <summary>Bytes known to be written in every partition: what one look answers without visiting the partitions.</summary>
    private ulong _writtenByAll;

    /// <summary>Makes a column of zeros.</summary>
    public MemoryColumn(int partitions)
    {
        _partitions = partitions;
        _data = new byte[partitions * Bytes];
        _written = new ulong[partitions];
    }

    private MemoryColumn(MemoryColumn other)
    {
        _partitions = other._partitions;
        _data = (byte[])other._data.Clone();
        _written = (ulong[])other._written.Clone();
        _writtenByAll = other._writtenByAll;
    }

    /// <summary>True once a snapshot holds this column: the next write must copy it first.</summary>
    public bool Shared { get; set; }

    /// <summary>For each partition a bit for each byte that says it was written; other bytes hold the power-up pattern.</summary>
    public ReadOnlySpan<ulong> Written => _written;

    public MemoryColumn Copy() => new(this);

    /// <summary>The words that hold the byte at <paramref name="offset"/>, of consecutive partitions.</summary>
    public Span<uint> Words(int firstPartition, int count, int offset) =>
        MemoryMarshal.Cast<byte, uint>(_data.AsSpan()).Slice((offset / WordBytes * _partitions) + firstPartition, count);

    /// <summary>Reads one element of each of consecutive partitions, packed.</summary>
    /// <param name="firstPartition">First partition.</param>
    /// <param name="count">Partitions.</param>
    /// <param name="offset">Byte within the column; a multiple of the element size.</param>
    /// <param name="elementSize">1, 2 or 4 bytes.</param>
    /// <param name="packed">Receives count x elementSize bytes.</param>
    public void Gather(int firstPartition, int count, int offset, int elementSize, Span<byte> packed)
    {
        var words = Words(firstPartition, count, offset);
        var shift = offset % WordBytes * 8;
        switch (elementSize)
        {
            case 1:
                GatherBytes(words, shift, packed[..count]);
                break;
            case 2:
                GatherHalves(words, shift, MemoryMarshal.Cast<byte, ushort>(packed)[..count]);
                break;
            case 4:
                MemoryMarshal.AsBytes(words).CopyTo(packed);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(elementSize));
        }
    }

    /// <summary>Writes one element of each of consecutive partitions; the parameters are those of <see cref="Gather"/>.</summary>
    public void Scatter(int firstPartition, int count, int offset, int elementSize, ReadOnlySpan<byte> packed)
    {
        var words = Words(firstPartition, count, offset);
        var shift = offset % WordBytes * 8;
        switch (elementSize)
        {
            case 1:
                for (var p = 0; p < words.Length; p++)
                    words[p] = (words[p] & ~(0xFFu << shift)) | ((uint)packed[p] << shift);
                break;
            case 2:
                ScatterHalves(MemoryMarshal.Cast<byte, ushort>(packed)[..count], shift, words);
                break;
            case 4:
                packed[..(count * WordBytes)].CopyTo(MemoryMarshal.AsBytes(words));
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(elementSize));
        }

        MarkWritten(firstPartition, count, Mask(offset, elementSize));
    }

    /// <summary>Reads consecutive bytes of one partition.</summary>
    public void Read(int partition, int offset, Span<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)_partitions);
        var b = 0;
        for (; b < bytes.Length && (offset + b) % WordBytes != 0; b++)
            bytes[b] = _data[Place(partition, offset + b)];
        var words = MemoryMarshal.Cast<byte, uint>(_data.AsSpan());
        for (var word = Place(partition, offset + b) / WordBytes; b <= bytes.Length - WordBytes; b += WordBytes, word += _partitions)
            Unsafe.WriteUnaligned(ref bytes[b], words[word]);

        for (; b < bytes.Length; b++)
            bytes[b] = _data[Place(partition, offset + b)];
    }

    /// <summary>Writes consecutive bytes of one partition.</summary>
    public void Write(int partition, int offset, ReadOnlySpan<byte> bytes)
    {
        Fill(partition, offset, bytes);
        _written[partition] |= Mask(offset, bytes.Length);
    }

    /// <summary>Sets consecutive bytes of one partition without marking them as written.</summary>
    public void Fill(int partition, int offset, ReadOnlySpan<byte> bytes)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)partition, (uint)_partitions);
        var b = 0;
        for (; b < bytes.Length && (offset + b) % WordBytes != 0; b++)
            _data[Place(partition, offset + b)] = bytes[b];
        var words = MemoryMarshal.Cast<byte, uint>(_data.AsSpan());
        for (var word = Place(partition, offset + b) / WordBytes; b <= bytes.Length - WordBytes; b += WordBytes, word += _partitions)
            words[word] = Unsafe.ReadUnaligned<uint>(in bytes[b]);

        for (; b < bytes.Length; b++)
            _data[Place(partition, offset + b)] = bytes[b];
    }

    /// <summary>First of consecutive partitions in which one of the bytes was never written, or -1.</summary>
    public int FirstUnwritten(int firstPartition, int count, int offset, int length)
    {
        var mask = Mask(offset, length);
        if ((_writtenByAll & mask) == mask)
            return -1;
        var all = ulong.MaxValue;
        for (var p = firstPartition; p < firstPartition + count; p++)
        {
            all &= _written[p];
            if ((all & mask) != mask)
                return p;
        }

        if (count == _partitions)
            _writtenByAll = all;
        return -1;
    }

    /// <summary>Bytes written in any partition, a bit each.</summary>
    public ulong WrittenByAny()
    {
        ulong any = 0;
        foreach (var written in _written)
            any |= written;
        return any;
    }

    private static ulong Mask(int offset, int length) => (length == 64 ? ulong.MaxValue : (1UL << length) - 1) << offset;

    private int Place(int partition, int offset) => (((offset / WordBytes * _partitions) + partition) * WordBytes) + (offset % WordBytes);

    private void MarkWritten(int firstPartition, int count, ulong mask)
    {
        if ((_writtenByAll & mask) == mask)
            return;
        foreach (ref var written in _written.AsSpan(firstPartition, count))
            written |= mask;
        if (count == _partitions)
            _writtenByAll |= mask;
    }

    private static void GatherBytes(ReadOnlySpan<uint> words, int shift, Span<byte> packed)
    {
        var p = 0;
        for (; p <= words.Length - (4 * Vector512<uint>.Count); p += 4 * Vector512<uint>.Count)
            Vector512.Narrow(Narrow(words[p..], shift), Narrow(words[(p + (2 * Vector512<uint>.Count))..], shift)).StoreUnsafe(ref packed[p]);
        for (; p < words.Length; p++)
            packed[p] = (byte)(words[p] >> shift);
    }

    private static void GatherHalves(ReadOnlySpan<uint> words, int shift, Span<ushort> packed)
    {
        var p = 0;
        for (; p <= words.Length - (2 * Vector512<uint>.Count); p += 2 * Vector512<uint>.Count)
            Narrow(words[p..], shift).StoreUnsafe(ref packed[p]);
        for (; p < words.Length; p++)
            packed[p] = (ushort)(words[p] >> shift);
    }

    /// <summary>The 16 bits from bit <paramref name="shift"/> on of two vectors of words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Narrow(ReadOnlySpan<uint> words, int shift)
    {
        ref readonly var first = ref MemoryMarshal.GetReference(words);
        return Vector512.Narrow(
            Vector512.LoadUnsafe(in first) >>> shift, Vector512.LoadUnsafe(in first, (nuint)Vector512<uint>.Count) >>> shift);
    }

    private static void ScatterHalves(ReadOnlySpan<ushort> packed, int shift, Span<uint> words)
    {
        var keep = ~(0xFFFFu << shift);
        var p = 0;
        for (; p <= words.Length - (2 * Vector512<uint>.Count); p += 2 * Vector512<uint>.Count)
        {
            var (low, high) = Vector512.Widen(Vector512.LoadUnsafe(in packed[p]));
            ref var first = ref words[p];
            Merge(low, ref first, 0);
            Merge(high, ref first, (nuint)Vector512<uint>.Count);
        }

        for (; p < words.Length; p++)
            words[p] = (words[p] & keep) | ((uint)packed[p] << shift);

        void Merge(Vector512<uint> halves, ref uint first, nuint at) =>
            ((Vector512.LoadUnsafe(in first, at) & Vector512.Create(keep)) | (halves << shift)).StoreUnsafe(ref first, at);
    }
}
