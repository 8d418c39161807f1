using System.Buffers.Binary;

namespace Hardware.Common.Dma;

/// <summary>
/// One 16-byte descriptor of the public driver's ring format, little-endian: a 32-bit length and control word, a 32-bit meta word and a
/// 64-bit buffer address. Both sides share the layout; on the write side the meta word holds the low half of an unused second pointer.
/// </summary>
/// <remarks>
/// <para>Bit positions: public driver headers of the UDMA (facts only).</para>
/// <para>The engine reads nothing of that second pointer, so a ring that stores a constant keeps it there: <see cref="ForStore"/> puts the
/// word into the write side, and the read side copies <see cref="WordBytes"/> bytes from the descriptor's own place in the ring
/// (<see cref="DescriptorRing.StoredWordOf"/>). So a store needs no data memory beside its ring; to the engine it is a copy like any other.</para>
/// </remarks>
/// <param name="Control">Length in bits 0-15, phase 24-25, first 26, last 27, interrupt 28, barrier of Inferentia1 30.</param>
/// <param name="Meta">Read side: operation of the data path and the write barrier of Inferentia2 in bit 26. Write side: 0, or a word to store.</param>
/// <param name="Address">Byte address of the contiguous buffer in the chip's space.</param>
public readonly record struct Descriptor(uint Control, uint Meta, ulong Address)
{
    /// <summary>Bytes of a descriptor in memory.</summary>
    public const int Bytes = 16;

    /// <summary>Bytes of the word that a write-side descriptor may carry, and of a store to a register.</summary>
    public const int WordBytes = 4;

    /// <summary>Byte of a descriptor at which that word, its <see cref="Meta"/>, lies.</summary>
    public const int WordOffset = 4;

    /// <summary>Bytes of the longest buffer; its length field is 0.</summary>
    public const int MaximumLength = 64 * 1024;

    /// <summary>Meta word of a plain copy: first and last block, copy source data, data path operation 2.</summary>
    public const uint PlainCopy = 0x01080003;

    private const int PhaseShift = 24;
    private const uint FirstBit = 1u << 26;
    private const uint LastBit = 1u << 27;
    private const uint InterruptBit = 1u << 28;
    private const uint MemoryBarrierBit = 1u << 30;
    private const uint WriteBarrierBit = 1u << 26;

    /// <summary>Bytes of the buffer, 1 to <see cref="MaximumLength"/>.</summary>
    public int Length => (Control & 0xFFFF) == 0 ? MaximumLength : (int)(Control & 0xFFFF);

    /// <summary>Ring id, 0 to 3: which pass over the ring wrote this descriptor.</summary>
    public int Phase => (int)(Control >> PhaseShift & 3);

    /// <summary>First descriptor of its packet.</summary>
    public bool IsFirst => (Control & FirstBit) != 0;

    /// <summary>Last descriptor of its packet.</summary>
    public bool IsLast => (Control & LastBit) != 0;

    /// <summary>Asks for an interrupt on completion; kept, not acted on.</summary>
    public bool InterruptsHost => (Control & InterruptBit) != 0;

    /// <summary>Inferentia1's barrier (read side): wait for all earlier writes of the ring.</summary>
    public bool HasMemoryBarrier => (Control & MemoryBarrierBit) != 0;

    /// <summary>Inferentia2's barrier (read side): wait for all earlier writes of the ring.</summary>
    public bool HasWriteBarrier => (Meta & WriteBarrierBit) != 0;

    /// <summary>A read-side (M2S) descriptor of a plain copy.</summary>
    /// <param name="address">Byte address of the source.</param>
    /// <param name="length">1 to <see cref="MaximumLength"/> bytes.</param>
    /// <param name="phase">Ring id, see <see cref="DescriptorRing.PhaseOf"/>.</param>
    /// <param name="first">First descriptor of its packet.</param>
    /// <param name="last">Last descriptor of its packet.</param>
    /// <param name="writeBarrier">Do not start before all earlier writes of the ring are done.</param>
    public static Descriptor ForRead(long address, int length, int phase, bool first = true, bool last = true, bool writeBarrier = false) =>
        new(ControlWord(length, phase, first, last), PlainCopy | (writeBarrier ? WriteBarrierBit : 0), (ulong)address);

    /// <summary>A write-side (S2M) descriptor; parameters as for <see cref="ForRead"/>.</summary>
    public static Descriptor ForWrite(long address, int length, int phase, bool first = true, bool last = true) =>
        new(ControlWord(length, phase, first, last), 0, (ulong)address);

    /// <summary>A write-side descriptor of a packet of its own that stores the 32-bit word which it carries.</summary>
    /// <param name="address">Where the word goes: a semaphore's alias, or any other place of the chip's space.</param>
    /// <param name="word">The word.</param>
    /// <param name="phase">Ring id, see <see cref="DescriptorRing.PhaseOf"/>.</param>
    public static Descriptor ForStore(long address, uint word, int phase) => ForWrite(address, WordBytes, phase) with { Meta = word };

    /// <summary>Reads a descriptor from its 16 bytes.</summary>
    public static Descriptor Decode(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[WordOffset..]),
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));

    /// <summary>Writes the 16 bytes of this descriptor.</summary>
    public void Encode(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Control);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[WordOffset..], Meta);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], Address);
    }

    private static uint ControlWord(int length, int phase, bool first, bool last)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaximumLength);
        return ((uint)length & 0xFFFF) | (((uint)phase & 3) << PhaseShift) | (first ? FirstBit : 0) | (last ? LastBit : 0);
    }
}
