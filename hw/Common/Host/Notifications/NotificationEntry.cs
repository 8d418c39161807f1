using System.Buffers.Binary;
using Hardware.Common.Interconnect;
using Hardware.Common.Observation;

namespace Hardware.Common.Host.Notifications;

/// <summary>
/// One entry of a notification ring in host memory. The layout is this project's own, because none is public: 32 bytes, little-endian. Byte
/// 0 type, 1 phase (1 in the first pass over the ring, then 0, 1, ...), 2 flags (bit 0: the stream has ended), 3 kind of unit, 4 number of
/// the unit, 5 ring of a DMA engine, 6 core; 8 instruction or descriptor, 12 value, 16 base-clock cycle (64 bits), 24 sequence.
/// </summary>
/// <param name="Type">What it tells of.</param>
/// <param name="By">Who caused it.</param>
/// <param name="Value">Operand of Notify, opcode of a trace, bytes of a descriptor, number of an event times two plus its new state.</param>
/// <param name="IsEnd">A stream has ended, and what it started has come to rest.</param>
/// <param name="Cycle">Cycle of the base clock.</param>
public readonly record struct NotificationEntry(NotificationType Type, Agent By, int Value, bool IsEnd, long Cycle)
{
    /// <summary>Bytes of an entry.</summary>
    public const int Bytes = 32;

    private const int FlagEnd = 1;

    /// <summary>Writes the entry.</summary>
    /// <param name="bytes">Its 32 bytes.</param>
    /// <param name="position">Entries written to the ring before; tells the phase.</param>
    /// <param name="length">Entries of the ring.</param>
    public void Encode(Span<byte> bytes, long position, int length)
    {
        bytes.Clear();
        bytes[0] = (byte)Type;
        bytes[1] = PhaseOf(position, length);
        bytes[2] = (byte)(IsEnd ? FlagEnd : 0);
        bytes[3] = (byte)By.Unit.Kind;
        bytes[4] = (byte)By.Unit.Number;
        bytes[5] = (byte)By.Unit.Ring;
        bytes[6] = (byte)By.Core;
        BinaryPrimitives.WriteInt32LittleEndian(bytes[8..], By.Instruction);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[12..], Value);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], Cycle);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], By.Sequence);
    }

    /// <summary>Reads the entry that a ring holds at a position.</summary>
    /// <returns>False if it has not been written in this pass.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, long position, int length, int chip, out NotificationEntry entry)
    {
        entry = default;
        if (bytes[1] != PhaseOf(position, length))
            return false;
        var by = new Agent(chip, (sbyte)bytes[6], new AgentUnit((UnitKind)bytes[3], bytes[4], bytes[5])) with
        {
            Instruction = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]),
            Sequence = BinaryPrimitives.ReadInt32LittleEndian(bytes[24..]),
        };
        entry = new NotificationEntry(
            (NotificationType)bytes[0], by, BinaryPrimitives.ReadInt32LittleEndian(bytes[12..]), (bytes[2] & FlagEnd) != 0, BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]));
        return true;
    }

    // Memory that the host cleared holds phase 0, so the first pass writes 1.
    private static byte PhaseOf(long position, int length) => (byte)((position / length & 1) == 0 ? 1 : 0);
}
